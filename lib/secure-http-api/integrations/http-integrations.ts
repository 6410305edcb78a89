import { Duration } from 'aws-cdk-lib';
import {
  CfnIntegration,
  HttpIntegration,
  HttpIntegrationType,
  HttpMethod,
  IHttpApi,
  ParameterMapping,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { checkBackendUrl } from '../../core/backend-url';
import { contentKey } from '../../core/content-key';
import { refuse } from '../../core/errors';
import { InvokePermissions } from '../../core/invoke-permissions';
import { HttpIntegrationOptions, LambdaPayloadFormat } from '../../shared/integration-options';
import { _IntegrationIntent, RouteIntegration } from '../../shared/route-integration';
import { checkRequestMapping, checkResponseMapping, checkTimeout } from './integration-checks';
import { cloudMapIntegration, listenerIntegration } from './private-integrations';
import { RenderedIntegration } from './rendered-integration';
import {
  eventBridgeIntegration,
  kinesisIntegration,
  sqsIntegration,
  stepFunctionsIntegration,
} from './service-integrations';

type RestOnlyKind = 'dynamoDb' | 'mock' | 'lambdaWithTemplates';
type HttpIntent = Exclude<_IntegrationIntent, { kind: RestOnlyKind }>;

/** The integrations of one HTTP API: one for each different integration, however many routes use it. */
export class HttpIntegrations {
  private readonly made = new Map<string, HttpIntegration>();

  public constructor(
    private readonly scope: Construct,
    private readonly httpApi: IHttpApi,
    private readonly permissions: InvokePermissions,
  ) {}

  public integrate(where: Construct, integration: RouteIntegration): HttpIntegration {
    const intent = httpIntent(where, integration);
    const id = `${capitalize(intent.kind)}Integration${contentKey(this.scope, intent)}`;
    let made = this.made.get(id);
    if (!made) {
      checkTimeout(where, intent.options.timeout);
      checkResponseMapping(where, intent.options.responseMapping);
      checkRequestMapping(where, 'requestMapping' in intent.options ? intent.options.requestMapping : undefined);
      const { timeout, ...rendered } = this.render(where, id, intent);
      made = new HttpIntegration(this.scope, id, { httpApi: this.httpApi, ...rendered });
      waitFor(made, timeout);
      mapResponses(made, intent.options.responseMapping);
      if (intent.kind === 'lambda') {
        made.node.addDependency(...this.permissions.allow(intent.fn));
      }
      this.made.set(id, made);
    }
    return made;
  }

  private render(where: Construct, id: string, intent: HttpIntent): RenderedIntegration {
    switch (intent.kind) {
      case 'lambda':
        return {
          integrationType: HttpIntegrationType.AWS_PROXY,
          integrationUri: intent.fn.functionArn,
          payloadFormatVersion: PayloadFormatVersion.custom(intent.options.payloadFormat ?? LambdaPayloadFormat.V2_0),
          parameterMapping: intent.options.requestMapping,
          timeout: intent.options.timeout,
        };
      case 'http':
        return httpIntegration(where, intent.url, intent.options);
      case 'sqs':
        return sqsIntegration(this.scope, id, intent.queue, intent.options);
      case 'eventBridge':
        return eventBridgeIntegration(this.scope, id, intent.bus, intent.options);
      case 'stepFunctions':
        return stepFunctionsIntegration(this.scope, id, intent.machine, intent.options);
      case 'kinesis':
        return kinesisIntegration(this.scope, id, intent.stream, intent.options);
      case 'privateAlb':
      case 'privateNlb':
        return listenerIntegration(this.scope, intent.listener, intent.options);
      case 'cloudMap':
        return cloudMapIntegration(this.scope, intent.service, intent.options);
    }
  }
}

function httpIntent(where: Construct, { _intent: intent }: RouteIntegration): HttpIntent {
  switch (intent.kind) {
    case 'dynamoDb':
    case 'mock':
    case 'lambdaWithTemplates':
      return refuse(where, `an HTTP API has no ${intent.kind} integration`, intent.kind, 'use MeteredRestApi');
    default:
      return intent;
  }
}

function httpIntegration(where: Construct, url: string, options: HttpIntegrationOptions): RenderedIntegration {
  checkBackendUrl(where, url);
  return {
    integrationType: HttpIntegrationType.HTTP_PROXY,
    integrationUri: url,
    method: options.method ?? HttpMethod.ANY,
    payloadFormatVersion: PayloadFormatVersion.VERSION_1_0,
    parameterMapping: options.requestMapping,
    timeout: options.timeout,
  };
}

/** Past the L2, which stops a second short of what the service waits (rule Q-3). */
function waitFor(integration: HttpIntegration, timeout: Duration | undefined): void {
  (integration.node.defaultChild as CfnIntegration).timeoutInMillis = timeout?.toMilliseconds();
}

function mapResponses(integration: HttpIntegration, byStatus: Record<string, ParameterMapping> | undefined): void {
  if (!byStatus) {
    return;
  }
  const responseParameters = Object.fromEntries(
    Object.entries(byStatus).map(([status, { mappings }]) => [
      status,
      { ResponseParameters: Object.entries(mappings).map(([Destination, Source]) => ({ Destination, Source })) },
    ]),
  );
  (integration.node.defaultChild as CfnIntegration).responseParameters = responseParameters;
}

function capitalize(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

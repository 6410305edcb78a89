import { Duration } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { checkBackendUrl, checkUrlParameters } from '../../core/backend-url';
import { refuse } from '../../core/errors';
import { InvokePermissions } from '../../core/invoke-permissions';
import { pathParameters } from '../../core/route-key';
import {
  HttpIntegrationOptions,
  LambdaIntegrationOptions,
  LambdaPayloadFormat,
} from '../../shared/integration-options';
import { _IntegrationIntent, RouteIntegration } from '../../shared/route-integration';
import { tellAboutCors } from '../cors-environment';
import { lambdaUri } from '../openapi/lambda-uri';
import { RestCors } from '../rest-cors';
import { RestRouteKey } from '../rest-path';
import { Answers } from './answers';
import { dynamoDbIntegration } from './dynamo-db-integration';
import { lambdaTemplatesIntegration } from './lambda-templates-integration';
import { mockIntegration } from './mock-integration';
import { RenderedRestIntegration, timeoutOf } from './rendered-rest-integration';
import { sqsIntegration } from './sqs-integration';
import { stepFunctionsIntegration } from './step-functions-integration';
import { eventBridgeIntegration, kinesisIntegration } from './stream-integrations';

/** The integrations of one REST API: they stand in its operations and take no resources. */
export class RestIntegrations {
  private readonly answers: Answers;

  public constructor(
    private readonly scope: Construct,
    private readonly permissions: InvokePermissions,
    private readonly cors: RestCors | undefined,
  ) {
    this.answers = new Answers(cors?.answer);
  }

  public integrate(
    where: Construct,
    key: RestRouteKey,
    { _intent: intent }: RouteIntegration,
  ): RenderedRestIntegration {
    checkTimeout(where, 'timeout' in intent.options ? intent.options.timeout : undefined);
    refuseMappings(where, intent);
    const context = { scope: this.scope, where, key, answers: this.answers };
    switch (intent.kind) {
      case 'lambda':
        return this.lambda(where, intent.fn, intent.options);
      case 'lambdaWithTemplates':
        this.permissions.allow(intent.fn);
        return lambdaTemplatesIntegration(context, intent.fn, intent.options);
      case 'http':
        return http(where, key, intent.url, intent.options);
      case 'mock':
        return mockIntegration(context, intent.options);
      case 'sqs':
        return sqsIntegration(context, intent.queue, intent.options);
      case 'eventBridge':
        return eventBridgeIntegration(context, intent.bus, intent.options);
      case 'kinesis':
        return kinesisIntegration(context, intent.stream, intent.options);
      case 'stepFunctions':
        return stepFunctionsIntegration(context, intent.machine, intent.options);
      case 'dynamoDb':
        return dynamoDbIntegration(context, intent.table, intent.options);
      default: {
        const problem = 'MeteredRestApi does not have this integration yet';
        return refuse(where, problem, intent.kind, 'use SecureHttpApi, which has');
      }
    }
  }

  private lambda(
    where: Construct,
    fn: Extract<_IntegrationIntent, { kind: 'lambda' }>['fn'],
    options: LambdaIntegrationOptions,
  ): RenderedRestIntegration {
    if (options.payloadFormat === LambdaPayloadFormat.V2_0) {
      refuse(where, 'a REST API has no payload format 2.0', options.payloadFormat, 'leave payloadFormat out');
    }
    this.permissions.allow(fn);
    tellAboutCors(where, fn, this.cors?.environment ?? {});
    // API Gateway invokes by POST, whatever the request's method (rule C-2)
    return {
      definition: {
        type: 'aws_proxy',
        httpMethod: 'POST',
        uri: lambdaUri(this.scope, fn),
        ...timeoutOf(options.timeout),
      },
    };
  }
}

function http(
  where: Construct,
  key: RestRouteKey,
  url: string,
  options: HttpIntegrationOptions,
): RenderedRestIntegration {
  const names = pathParameters(key);
  checkBackendUrl(where, url);
  checkUrlParameters(where, key, url);
  return {
    definition: {
      type: 'http_proxy',
      httpMethod: options.method ?? HttpMethod.ANY,
      uri: url,
      ...(names.length > 0 ? { requestParameters: passOn(names) } : {}),
      ...timeoutOf(options.timeout),
    },
  };
}

/** A REST API fills in the backend's URL only from parameters that are mapped (rule R-106). */
function passOn(names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`]));
}

/** Rule Q-8: 50 ms to 29 s; more is for the asking, at the price of the account's throttle. */
function checkTimeout(where: Construct, timeout: Duration | undefined): void {
  if (timeout && !timeout.isUnresolved()) {
    const milliseconds = timeout.toMilliseconds({ integral: false });
    if (milliseconds < 50 || milliseconds > 29_000) {
      const remedy = 'for longer work answer at once and go on asynchronously (SQS, Step Functions)';
      refuse(where, 'timeout must be 50 milliseconds to 29 seconds', timeout.toHumanString(), remedy);
    }
  }
}

function refuseMappings(where: Construct, { options }: _IntegrationIntent): void {
  for (const name of ['requestMapping', 'responseMapping'] as const) {
    if (name in options && (options as Record<string, unknown>)[name] !== undefined) {
      refuse(where, `${name} is the parameter mapping of HTTP APIs`, name, 'leave it out on a REST API');
    }
  }
}

import { Duration, Token } from 'aws-cdk-lib';
import { CfnIntegration, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { checkBackendUrl } from '../core/backend-url';
import { contentKey } from '../core/content-key';
import { refuse } from '../core/errors';
import { inert } from '../core/inert-json';
import { InvokePermissions } from '../core/invoke-permissions';
import { sortedJson } from '../core/sorted-json';
import { HttpIntegrationOptions, LambdaIntegrationOptions } from '../shared/integration-options';
import { MockIntegrationOptions } from '../shared/rest-integration-options';
import { RouteIntegration } from '../shared/route-integration';
import { invocationUri } from './invocation-uri';
import { mockFrame } from './mock-frame';
import { RealtimeRoute } from './realtime-route';

/** The integrations of one WebSocket API: one for each different integration, however many routes use it. */
export class RealtimeIntegrations {
  public constructor(
    private readonly scope: Construct,
    private readonly apiId: string,
    private readonly permissions: InvokePermissions,
  ) {}

  /** The construct whose child `Resource` is the integration. */
  public integrate(where: RealtimeRoute, { _intent: intent }: RouteIntegration): Construct {
    switch (intent.kind) {
      case 'lambda':
        checkLambda(where, intent.options);
        return this.lambda(intent.fn, intent.options.timeout);
      case 'http':
        return this.http(where, intent.url, intent.options);
      case 'mock':
        return this.mock(where, intent.options);
      default: {
        const remedy = 'let a function do it: RouteIntegration.lambda(fn)';
        return refuse(where, `a WebSocket API has no ${intent.kind} integration here`, intent.kind, remedy);
      }
    }
  }

  public lambda(fn: IFunction, timeout?: Duration): Construct {
    const permissions = this.permissions.allow(fn);
    return this.once(`LambdaIntegration${contentKey(this.scope, [fn, timeout])}`, (construct) => {
      new CfnIntegration(construct, 'Resource', {
        apiId: this.apiId,
        integrationType: 'AWS_PROXY',
        integrationUri: invocationUri(fn),
        timeoutInMillis: timeout?.toMilliseconds(),
      }).node.addDependency(...permissions);
    });
  }

  private http(where: RealtimeRoute, url: string, options: HttpIntegrationOptions): Construct {
    checkBackendUrl(where, url);
    checkOptions(where, { requestMapping: options.requestMapping, responseMapping: options.responseMapping });
    checkTimeout(where, options.timeout);
    if (!Token.isUnresolved(url) && /[{}]/.test(url.replace(/\$\{stageVariables\.\w+\}/g, ''))) {
      refuse(where, 'a message has no path parameters', url, 'write the URL out');
    }
    const method = options.method ?? HttpMethod.POST;
    if (method === HttpMethod.ANY) {
      refuse(where, 'a message has no method that the backend could be called with', method, 'name one, such as POST');
    }
    return this.once(
      `HttpIntegration${contentKey(this.scope, [url, method, options.timeout])}`,
      (construct) =>
        new CfnIntegration(construct, 'Resource', {
          apiId: this.apiId,
          integrationType: 'HTTP_PROXY',
          integrationUri: url,
          integrationMethod: method,
          timeoutInMillis: options.timeout?.toMilliseconds(),
        }),
    );
  }

  private mock(where: RealtimeRoute, { body, statusCode, headers }: MockIntegrationOptions): Construct {
    checkOptions(where, { statusCode, headers });
    if (!where.reply) {
      refuse(where, 'the answer of the mock would never be sent', where.routeKey, 'add { reply: true } to the route');
    }
    if (body === undefined) {
      refuse(where, 'the mock has no body to send', body, 'give one, such as { type: "pong" }');
    }
    const template = inert(sortedJson(body));
    const id = `MockIntegration${contentKey(this.scope, template)}`;
    return this.found(id) ?? mockFrame(this.scope, id, this.apiId, template);
  }

  private once(id: string, make: (construct: Construct) => void): Construct {
    const found = this.found(id);
    const construct = found ?? new Construct(this.scope, id);
    if (!found) {
      make(construct);
    }
    return construct;
  }

  private found(id: string): Construct | undefined {
    return this.scope.node.tryFindChild(id) as Construct | undefined;
  }
}

function checkLambda(where: RealtimeRoute, options: LambdaIntegrationOptions): void {
  const { payloadFormat, requestMapping, responseMapping, timeout } = options;
  checkOptions(where, { payloadFormat, requestMapping, responseMapping });
  checkTimeout(where, timeout);
}

function checkOptions(where: RealtimeRoute, options: Record<string, unknown>): void {
  const [name] = Object.keys(options).filter((option) => options[option] !== undefined);
  if (name) {
    refuse(
      where,
      `${name} means nothing to a WebSocket API`,
      name,
      'leave it out: messages have no status and headers',
    );
  }
}

/** Rule Q-16. */
function checkTimeout(where: RealtimeRoute, timeout: Duration | undefined): void {
  if (!timeout || timeout.isUnresolved()) {
    return;
  }
  const milliseconds = timeout.toMilliseconds({ integral: false });
  if (milliseconds < 50 || milliseconds > 29_000) {
    const remedy = 'for longer work answer at once, and broadcast the result to the connection';
    refuse(where, 'timeout must be 50 milliseconds to 29 seconds', timeout.toHumanString(), remedy);
  }
}

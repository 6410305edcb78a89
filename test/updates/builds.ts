import { Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Code, Function, FunctionProps, Runtime } from 'aws-cdk-lib/aws-lambda';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import {
  Authorization,
  CustomDomain,
  MeteredRestApi,
  MeteredRestApiProps,
  RealtimeWebSocketApi,
  RealtimeWebSocketApiProps,
  RouteIntegration,
  SecureHttpApi,
  SecureHttpApiProps,
} from '../../lib';
import { cors } from '../realtime-websocket-api/api-under-test';
import { jwt } from '../secure-http-api/api-under-test';
import { THEIRS } from './template-update';
import { Build } from './user-change';

export { cors, jwt };

export const throttle = { rateLimit: 5, burstLimit: 10 };

type Use<Api> = (api: Api, theirs: Construct) => unknown;
type Props<All> = Partial<All> | ((theirs: Construct) => Partial<All>);

/** An HTTP API with one route and what a row adds. */
export function http(props: Props<SecureHttpApiProps> = {}, use: Use<SecureHttpApi> = getOrder): Build {
  return build(props, use, (stack, given) => new SecureHttpApi(stack, 'Api', { authorization: jwt(), ...given }));
}

export function rest(props: Props<MeteredRestApiProps> = {}, use: Use<MeteredRestApi> = getOrder): Build {
  return build(props, use, (stack, given) => new MeteredRestApi(stack, 'Api', { authorization: jwt(), ...given }));
}

export function live(props: Props<RealtimeWebSocketApiProps> = {}, use: Use<RealtimeWebSocketApi> = say): Build {
  const make = (stack: Stack, given: Partial<RealtimeWebSocketApiProps>) =>
    new RealtimeWebSocketApi(stack, 'Api', { authorization: jwt(), cors, ...given });
  return build(props, use, make);
}

function build<All, Api extends { readonly url: string }>(
  props: Props<All>,
  use: Use<Api>,
  make: (stack: Stack, props: Partial<All>) => Api,
): Build {
  return (stack) => {
    const theirs = new Construct(stack, THEIRS);
    const api = make(stack, typeof props === 'function' ? props(theirs) : props);
    use(api, theirs);
    return api;
  };
}

/** A function of the user's, made where it is asked for first. */
export function fn(theirs: Construct, id = 'Function', props: Partial<FunctionProps> = {}): Function {
  const made = theirs.node.tryFindChild(id) as Function | undefined;
  const code = Code.fromInline('exports.handler = async () => "ok";');
  return made ?? new Function(theirs, id, { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code, ...props });
}

export const lambda = (theirs: Construct, id?: string): RouteIntegration => RouteIntegration.lambda(fn(theirs, id));

export function getOrder(api: SecureHttpApi | MeteredRestApi, theirs: Construct): void {
  api.addRoute('GET /orders/{id}', lambda(theirs));
}

export function say(api: RealtimeWebSocketApi, theirs: Construct): void {
  api.addRoute('say', lambda(theirs));
}

export function cognito(theirs: Construct): Authorization {
  const userPool = UserPool.fromUserPoolId(theirs, 'UserPool', 'eu-west-1_abc');
  return Authorization.cognito(userPool, {
    clients: [UserPoolClient.fromUserPoolClientId(theirs, 'Client', 'client')],
  });
}

export function domain(theirs: Construct, domainName = 'api.example.com', basePath?: string): CustomDomain {
  const scope = new Construct(theirs, `${domainName} ${basePath}`);
  const certificateArn = 'arn:aws:acm:eu-west-1:111122223333:certificate/a';
  return {
    domainName,
    basePath,
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
    hostedZone: HostedZone.fromHostedZoneAttributes(scope, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' }),
  };
}

import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AccessLog } from '../../lib';
import { apiIn, idsOf, making, propertiesOf, templateOf, templateWith } from './api-under-test';

describe('the stage', () => {
  it('deploys by itself, under the name `prod`', () => {
    templateWith({}).hasResourceProperties('AWS::ApiGatewayV2::Stage', { AutoDeploy: true, StageName: 'prod' });
  });

  it('takes a name, variables, a throttle and metrics by route', () => {
    const template = templateWith({
      stageName: 'live',
      stageVariables: { table: 'orders' },
      throttle: { rateLimit: 10, burstLimit: 20 },
      detailedMetrics: true,
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: 'live',
      StageVariables: { table: 'orders' },
      DefaultRouteSettings: { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20, DetailedMetricsEnabled: true },
    });
  });

  it('user pain 5: waits for the role that logs are written by', () => {
    const template = templateWith({});
    const [role] = idsOf(template, 'Custom::ApiGatewayAccountLogRole');
    template.hasResource('AWS::ApiGatewayV2::Stage', { DependsOn: Match.arrayWith([role]) });
  });

  it('user pain 4: two APIs of a stack share that role, and no API overwrites the one of the account', () => {
    const template = templateOf((stack) => {
      apiIn(stack, {}, 'One');
      apiIn(stack, {}, 'Two');
    });
    template.resourceCountIs('Custom::ApiGatewayAccountLogRole', 1);
    template.resourceCountIs('AWS::ApiGateway::Account', 0);
  });

  it.each([
    ['$default', 'a WebSocket API has no $default stage'],
    ['no stage', 'not a stage name'],
  ])('cannot be called %p', (stageName, message) => {
    expect(making({ stageName })).toThrow(`[Stack/Live] ${message}`);
  });

  it.each([
    [{ apiName: '' }, 'apiName must have 1 to 128 characters'],
    [{ stageVariables: { 'no-name': 'x' } }, 'not a name of a stage variable'],
    [{ throttle: { rateLimit: 0, burstLimit: 1 } }, 'throttle.rateLimit must be above 0'],
  ])('checks %p', (props, message) => {
    expect(making(props)).toThrow(message);
  });
});

describe('the access log', () => {
  it('user pain 11: is on, in JSON, with retention', () => {
    const template = templateWith({});
    const [stage] = Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Stage'));
    const { DestinationArn, Format } = stage.AccessLogSettings as { DestinationArn: unknown; Format: string };
    const [log] = idsOf(template, 'AWS::Logs::LogGroup', 'LiveAccessLog');
    expect(DestinationArn).toEqual({ 'Fn::GetAtt': [log, 'Arn'] });
    expect(propertiesOf(template, 'AWS::Logs::LogGroup')[log]).toMatchObject({ RetentionInDays: 90 });
    expect(JSON.parse(Format)).toMatchObject({
      requestId: '$context.requestId',
      eventType: '$context.eventType',
      routeKey: '$context.routeKey',
      connectionId: '$context.connectionId',
      status: '$context.status',
      authorizerError: '$context.authorizer.error',
    });
    expect(Format.length).toBeLessThan(3_000);
  });

  it('never holds what may be a token: no header, no query string, no message, and no execution log', () => {
    const [stage] = Object.values(propertiesOf(templateWith({ detailedMetrics: true }), 'AWS::ApiGatewayV2::Stage'));
    const { Format } = stage.AccessLogSettings as { Format: string };
    expect(Format).not.toMatch(/header|querystring|\$input|path|userAgent|protocol/i);
    expect(JSON.stringify(stage)).not.toMatch(/LoggingLevel|DataTraceEnabled/);
  });

  it('can be kept longer, or left out with a warning and without the role', () => {
    templateWith({ accessLog: AccessLog.json({ retention: RetentionDays.ONE_YEAR }) }).hasResourceProperties(
      'AWS::Logs::LogGroup',
      { RetentionInDays: 365 },
    );
    const stack = new Stack();
    const api = apiIn(stack, { accessLog: AccessLog.disabled() });
    expect(api.accessLog).toBeUndefined();
    Annotations.fromStack(stack).hasWarning('/Default/Live', Match.stringLikeRegexp('AccessLog.disabled'));
    expect(stack.node.tryFindChild('ApiGatewayAccountLogRole')).toBeUndefined();
  });
});

it('two APIs of the same id in two stacks have different names', () => {
  const names = ['Test', 'Live'].map((id) => {
    const [api] = [apiIn(new Stack(undefined, id))];
    return api.webSocketApi.webSocketApiName;
  });
  expect(names[0]).not.toEqual(names[1]);
});

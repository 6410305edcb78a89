import { App, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AccessLog, RouteIntegration, SecureHttpApiProps } from '../../lib';
import { apiIn, functionIn, propertiesOf, templateOf } from './api-under-test';

type Props = Partial<SecureHttpApiProps>;

function withApi(props: Props | ((stack: Stack) => Props)): Template {
  return templateOf((stack) => {
    const api = apiIn(stack, typeof props === 'function' ? props(stack) : props);
    api.addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
  });
}

function stageOf(template: Template): Record<string, unknown> {
  return Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Stage'))[0];
}

describe('the stage', () => {
  it('is $default and deploys by itself', () => {
    expect(stageOf(withApi({}))).toMatchObject({ StageName: '$default', AutoDeploy: true });
  });

  it('has a name, variables, throttle and detailed metrics where they are asked for', () => {
    const template = withApi({
      stageName: 'live',
      stageVariables: { table: 'orders' },
      throttle: { rateLimit: 100, burstLimit: 200 },
      detailedMetrics: true,
    });
    expect(stageOf(template)).toMatchObject({
      StageName: 'live',
      StageVariables: { table: 'orders' },
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200, DetailedMetricsEnabled: true },
    });
  });

  it('says again for a throttled route what holds for all: its settings replace the whole', () => {
    const template = templateOf((stack) => {
      apiIn(stack, { detailedMetrics: true }).addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)), {
        throttle: { rateLimit: 1, burstLimit: 2 },
      });
    });
    expect(stageOf(template).RouteSettings).toEqual({
      'GET /x': { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2, DetailedMetricsEnabled: true },
    });
  });

  it.each<[Props, string]>([
    [{ stageName: 'v1/live' }, 'not a stage name, got "v1/live"; use letters'],
    [{ stageName: '' }, 'not a stage name, got ""; use letters'],
    [{ stageVariables: { 'a-b': '1' } }, 'not a name of a stage variable, got "a-b"; use letters'],
    [{ stageVariables: { a: 'two words' } }, 'stage variable a has a value the service refuses, got "two words"; '],
    [
      { stageVariables: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`v${i}`, '1'])) },
      'a stage has at most 100 variables, got 101; ',
    ],
    [{ throttle: { rateLimit: 0, burstLimit: 1 } }, 'throttle.rateLimit must be above 0, got 0; '],
  ])('refuses %j (Q-4)', (props, message) => {
    expect(() => withApi(props)).toThrow(`[Stack/Api] ${message}`);
  });

  it('takes tokens', () => {
    const stageName = Lazy.string({ produce: () => 'v1' });
    const stageVariables = { a: Lazy.string({ produce: () => 'two words' }) };
    expect(stageOf(withApi({ stageName, stageVariables }))).toMatchObject({
      StageName: 'v1',
      StageVariables: { a: 'two words' },
    });
  });

  it.each([
    [undefined, /^https:\/\/\$\{Token.*\}\.execute-api\..*\$\{Token[^}]*\}$/],
    ['live', /^https:\/\/.*\/live$/],
  ])('%s: url has the stage, and no trailing slash', (stageName, expected) => {
    expect(apiIn(new Stack(), { stageName }).url).toMatch(expected);
  });
});

describe('the access log', () => {
  const formatOf = (template: Template): string => (stageOf(template).AccessLogSettings as { Format: string }).Format;

  it('is one line of JSON, under the 3 KB of the service, in variables it knows', () => {
    const format = formatOf(withApi({}));
    expect(format).not.toContain('\n');
    expect(Buffer.byteLength(format)).toBeLessThan(3_000);
    const fields = JSON.parse(format) as Record<string, string>;
    expect(Object.values(fields).filter((value) => !/^\$context(\.[A-Za-z]+)+$/.test(value))).toEqual([]);
    expect(Object.keys(fields)).toEqual(
      expect.arrayContaining([
        'requestId',
        'routeKey',
        'status',
        'responseLatency',
        'integrationLatency',
        'integrationError',
        'subject',
      ]),
    );
  });

  it('holds no header, query string or body', () => {
    expect(formatOf(withApi({}))).not.toMatch(
      /header|query|body|authorization|token|cookie|userAgent|\$context\.requestUri/i,
    );
  });

  it('is kept for three months, after the stack too', () => {
    withApi({}).hasResource('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 90 },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('takes retention, key and removal policy', () => {
    const template = withApi((stack) => ({
      accessLog: AccessLog.json({
        retention: RetentionDays.ONE_YEAR,
        encryptionKey: new Key(stack, 'Key'),
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    }));
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 365, KmsKeyId: Match.objectLike({ 'Fn::GetAtt': Match.anyValue() }) },
      DeletionPolicy: 'Delete',
    });
  });

  it('goes to a log group of the user in the same format', () => {
    const template = withApi((stack) => ({ accessLog: AccessLog.toLogGroup(new LogGroup(stack, 'Own')) }));
    template.resourceCountIs('AWS::Logs::LogGroup', 1);
    expect(formatOf(template)).toBe(formatOf(withApi({})));
    const [own] = Object.keys(template.findResources('AWS::Logs::LogGroup'));
    expect(JSON.stringify(stageOf(template).AccessLogSettings)).toContain(own);
  });

  it('can be off, with a warning', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = apiIn(stack, { accessLog: AccessLog.disabled() });
    api.addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
    expect(api.accessLog).toBeUndefined();
    const warning = Match.stringLikeRegexp('cdk-apigateway-patterns:AccessLog.disabled');
    Annotations.fromStack(stack).hasWarning('/Stack/Api', warning);
    expect(stageOf(Template.fromStack(stack))).not.toHaveProperty('AccessLogSettings');
  });
});

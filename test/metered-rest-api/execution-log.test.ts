import { RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AccessLog, ExecutionLog, MeteredRestApiProps, RouteIntegration } from '../../lib';
import { templateOf } from '../secure-http-api/api-under-test';
import { logicalIdOf, onlyOf } from '../secure-http-api/fixtures';
import { restApiIn } from './rest-api-under-test';

const STAGE = 'AWS::ApiGateway::Stage';
const ACCOUNT_ROLE = 'Custom::ApiGatewayAccountLogRole';

const templateWith = (props: Partial<MeteredRestApiProps> = {}): Template =>
  templateOf((stack) => {
    const throttle = { rateLimit: 1, burstLimit: 2 };
    restApiIn(stack, props).addRoute('GET /a/b', RouteIntegration.http('https://backend.example.com'), { throttle });
  });

/** The group of the execution log, by its logical id. */
function groupsOf(template: Template) {
  const all = Object.entries(template.findResources('AWS::Logs::LogGroup'));
  return all.filter(([, { Properties }]) => JSON.stringify(Properties).includes('API-Gateway-Execution-Logs_'));
}

const dependenciesOfStage = (template: Template) =>
  Object.values(template.findResources(STAGE))[0].DependsOn as string[];
const settingsOf = (template: Template) => onlyOf(template, STAGE).MethodSettings;
const single = { ResourcePath: '/a~1b', HttpMethod: 'GET', ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 };

describe('the execution log', () => {
  it('user pain 26: is made with a retention before the stage logs, under the name that API Gateway sets', () => {
    const template = templateWith({ stageName: 'live' });
    const [[id, group]] = groupsOf(template);
    expect(group).toMatchObject({
      Properties: {
        LogGroupName: {
          'Fn::Join': ['', ['API-Gateway-Execution-Logs_', { Ref: expect.stringMatching(/^Api/) }, '/live']],
        },
        RetentionInDays: 90,
      },
      DeletionPolicy: 'Delete',
    });
    expect(dependenciesOfStage(template)).toContain(id);
  });

  it('has the errors of every method, those with a throttle of their own too, and never data', () => {
    const logging = { LoggingLevel: 'ERROR', DataTraceEnabled: false };
    expect(settingsOf(templateWith())).toEqual([
      { ResourcePath: '/*', HttpMethod: '*', ...logging },
      { ...single, ...logging },
    ]);
  });

  it('can tell everything, but data', () => {
    const logging = { LoggingLevel: 'INFO', DataTraceEnabled: false };
    expect(settingsOf(templateWith({ executionLog: ExecutionLog.info() }))).toEqual([
      { ResourcePath: '/*', HttpMethod: '*', ...logging },
      { ...single, ...logging },
    ]);
  });

  it('can be kept for another time, encrypted and retained', () => {
    const template = templateOf((stack) => {
      const executionLog = ExecutionLog.errors({
        retention: RetentionDays.ONE_WEEK,
        encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/a'),
        removalPolicy: RemovalPolicy.RETAIN,
      });
      restApiIn(stack, { executionLog }).addRoute('GET /x', RouteIntegration.http('https://backend.example.com'));
    });
    const [[, group]] = groupsOf(template);
    expect(group).toMatchObject({
      Properties: { RetentionInDays: 7, KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/a' },
      DeletionPolicy: 'Retain',
    });
  });

  it('can be off', () => {
    const template = templateWith({ executionLog: ExecutionLog.disabled() });
    expect(groupsOf(template)).toEqual([]);
    const logging = { LoggingLevel: 'OFF', DataTraceEnabled: false };
    expect(settingsOf(template)).toEqual([
      { ResourcePath: '/*', HttpMethod: '*', ...logging },
      { ...single, ...logging },
    ]);
  });
});

describe("the account's log role", () => {
  it.each<[string, Partial<MeteredRestApiProps>]>([
    ['both logs', {}],
    ['the access log', { executionLog: ExecutionLog.disabled() }],
    ['the execution log', { accessLog: AccessLog.disabled() }],
  ])('is there before a stage writes %s', (_, props) => {
    const template = templateWith(props);
    expect(dependenciesOfStage(template)).toContain(logicalIdOf(template, ACCOUNT_ROLE));
  });

  it('is not asked for where nothing is logged', () => {
    const template = templateWith({ accessLog: AccessLog.disabled(), executionLog: ExecutionLog.disabled() });
    template.resourceCountIs(ACCOUNT_ROLE, 0);
  });

  it('is one for all APIs of a stack', () => {
    templateOf((stack) => {
      for (const id of ['Orders', 'Users']) {
        restApiIn(stack, {}, id).addRoute('GET /x', RouteIntegration.http('https://backend.example.com'));
      }
    }).resourceCountIs(ACCOUNT_ROLE, 1);
  });
});

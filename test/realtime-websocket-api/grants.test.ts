import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { IGrantable, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Version } from 'aws-cdk-lib/aws-lambda';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { RealtimeWebSocketApi } from '../../lib';
import { apiIn, functionIn, idsOf, making, propertiesOf, templateWith, textOf } from './api-under-test';

type Grants = 'grantBroadcast' | 'grantManageConnections' | 'grantReadConnections';

/** What a function of the user's is told and may do. */
function granted(template: Template) {
  const [id] = idsOf(template, 'AWS::Lambda::Function', 'Function');
  const { Environment } = propertiesOf(template, 'AWS::Lambda::Function')[id];
  const { Variables } = Environment as { Variables: Record<string, unknown> };
  const [policy] = idsOf(template, 'AWS::IAM::Policy', 'FunctionServiceRole');
  const document = propertiesOf(template, 'AWS::IAM::Policy')[policy].PolicyDocument as {
    Statement: { Action: string | string[]; Resource: unknown }[];
  };
  const variables = Object.fromEntries(Object.entries(Variables).map(([name, value]) => [name, textOf(value)]));
  return { variables, statements: document.Statement };
}

const withGrant = (grant: Grants): Template =>
  templateWith({}, (api: RealtimeWebSocketApi, stack: Stack) => {
    api[grant](functionIn(stack));
    api[grant](functionIn(stack.node.findChild('Live'), 'Second'));
  });

describe('grants tell a function what it may do and where', () => {
  it('to broadcast', () => {
    const template = withGrant('grantBroadcast');
    const { variables, statements } = granted(template);
    const [queue] = idsOf(template, 'AWS::SQS::Queue', 'LiveBroadcastBroadcastsQueue');
    expect(variables).toEqual({ BROADCAST_QUEUE_URL: `<${queue}>` });
    expect(statements).toEqual([
      { Action: 'sqs:SendMessage', Effect: 'Allow', Resource: { 'Fn::GetAtt': [queue, 'Arn'] } },
    ]);
  });

  it('to broadcast through queues with a key of yours', () => {
    const encryptionKey = Key.fromKeyArn(new Stack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/a');
    const template = templateWith({ broadcast: { encryptionKey } }, (api, stack) => {
      api.grantBroadcast(functionIn(stack));
    });
    const actions = granted(template).statements.flatMap(({ Action }) => Action);
    expect(actions).toEqual(expect.arrayContaining(['sqs:SendMessage', 'kms:Decrypt', 'kms:GenerateDataKey*']));
  });

  it('W-30: to manage connections', () => {
    const template = withGrant('grantManageConnections');
    const { variables, statements } = granted(template);
    expect(variables.WEBSOCKET_CALLBACK_URL).toMatch(/^https:\/\/<LiveApi\w+>\.execute-api\..*\/prod$/);
    expect(statements.map(({ Action }) => Action)).toEqual(['execute-api:ManageConnections']);
    const paths = JSON.stringify(statements[0].Resource).match(/\/prod\/\w+\/@connections\/\*/g);
    expect(paths?.sort()).toEqual(['DELETE', 'GET', 'POST'].map((method) => `/prod/${method}/@connections/*`));
  });

  it('to read who is connected, without a Scan', () => {
    const template = withGrant('grantReadConnections');
    const [table] = idsOf(template, 'AWS::DynamoDB::Table');
    expect(granted(template)).toEqual({
      variables: { CONNECTIONS_TABLE: `<${table}>` },
      statements: [
        {
          Action: ['dynamodb:GetItem', 'dynamodb:Query'],
          Effect: 'Allow',
          Resource: { 'Fn::GetAtt': [table, 'Arn'] },
        },
      ],
    });
  });

  it('to read a table with a key of yours', () => {
    const encryptionKey = Key.fromKeyArn(new Stack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/a');
    const template = templateWith({ connectionsTable: { encryptionKey } }, (api, stack) => {
      api.grantReadConnections(functionIn(stack));
    });
    expect(granted(template).statements.flatMap(({ Action }) => Action)).toContain('kms:Decrypt');
  });

  it.each(['Alias', 'Version'])('also where the grant is to an %s of it', (kind) => {
    const template = templateWith({}, (api, stack) => {
      const version = new Version(stack, 'Version', { lambda: functionIn(stack) });
      api.grantBroadcast(kind === 'Version' ? version : new Alias(stack, 'Alias', { aliasName: 'live', version }));
    });
    const [queue] = idsOf(template, 'AWS::SQS::Queue', 'LiveBroadcastBroadcastsQueue');
    expect(granted(template).variables).toEqual({ BROADCAST_QUEUE_URL: `<${queue}>` });
  });

  it('and a role only what it may do', () => {
    const template = templateWith({}, (api, stack) => {
      const role: IGrantable = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
      api.grantBroadcast(role);
    });
    expect(idsOf(template, 'AWS::IAM::Policy', 'RoleDefaultPolicy')).toHaveLength(1);
  });

  it.each([
    ['grantBroadcast', 'BROADCAST_QUEUE_URL'],
    ['grantManageConnections', 'WEBSOCKET_CALLBACK_URL'],
    ['grantReadConnections', 'CONNECTIONS_TABLE'],
  ] as [Grants, string][])('%s of two APIs would overwrite a variable', (grant, variable) => {
    const both = making({}, (api, stack) => {
      const fn = functionIn(stack);
      api[grant](fn);
      api[grant](fn);
      apiIn(stack, {}, 'Other')[grant](fn);
    });
    expect(both).toThrow(
      `[Stack/Other] the variable ${variable} of function Stack/Function is taken, got "${variable}"; Stack/Live has it`,
    );
  });
});

it('user pain 17: functions post to the execute-api endpoint, behind a custom domain too (W-31)', () => {
  making({}, (_, stack) => {
    const certificate = Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:1:certificate/a');
    const api = apiIn(stack, { customDomain: { domainName: 'live.example.com', certificate } }, 'Other');
    expect(textOf(stack.resolve(api.callbackUrl))).toMatch(/^https:\/\/<OtherApi\w+>\.execute-api\..*\/prod$/);
    expect(api.url).toBe('wss://live.example.com');
  })();
});

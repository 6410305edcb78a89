import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { defaultCredentials, UnsupportedError } from '../../src';
import { awsError } from '../support/aws-endpoint';
import { call } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { apiTemplate, functionResource } from '../support/template';

const secret = (properties: object) => ({ Type: 'AWS::SecretsManager::Secret', Properties: properties });
const reference = (id: string, rest = 'SecretString:::') => ({
  'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: id }, `:${rest}}}`]],
});

const SECRETS = {
  Literal: secret({
    Name: 'orders/token',
    SecretString: 'a real token',
    Description: 'of the shop',
    Tags: [{ Key: 'a', Value: 'b' }],
  }),
  Generated: secret({
    GenerateSecretString: { SecretStringTemplate: '{"user":"ada"}', GenerateStringKey: 'password', PasswordLength: 16 },
  }),
  Empty: secret({ Name: 'empty' }),
};

let running: RunningFixture | undefined;
let client: SecretsManagerClient | undefined;
afterEach(async () => {
  client?.destroy();
  await running?.close();
  [running, client] = [undefined, undefined];
});

async function serve(variables: object = {}, resources: object = {}): Promise<void> {
  const code = 'exports.handler = async () => process.env;';
  const Fn = functionResource(code, { Environment: { Variables: variables } });
  const template = apiTemplate({
    routes: { $default: 'Fn' },
    functions: {},
    resources: { Fn, ...SECRETS, ...resources },
  });
  running = await serveTemplate(template);
  const { awsEndpoint: endpoint } = running.gateway;
  client = new SecretsManagerClient({ endpoint, region: 'us-east-1', credentials: defaultCredentials });
}

const environment = async (): Promise<Record<string, string>> =>
  JSON.parse((await call(running!.gateway.url('Api'), '/')).body);
const valueOf = (SecretId: string, more = {}) => client!.send(new GetSecretValueCommand({ SecretId, ...more }));

describe('the value of a secret', () => {
  it('is read by name, by ARN, and by ARN without the characters that AWS appends', async () => {
    await serve();
    const { ARN, ...value } = await valueOf('orders/token');
    expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:orders\/token-[a-z0-9]{6}$/);
    expect(value).toMatchObject({
      Name: 'orders/token',
      SecretString: 'a real token',
      VersionStages: ['AWSCURRENT'],
      CreatedDate: expect.any(Date),
    });
    for (const id of [ARN!, ARN!.slice(0, -7)]) expect((await valueOf(id)).SecretString).toBe('a real token');
    expect((await valueOf(ARN!, { VersionId: value.VersionId })).VersionId).toBe(value.VersionId);
  });

  it('is made up where AWS would, the same at every start', async () => {
    await serve({ ID: { Ref: 'Generated' } });
    const read = async () => (await valueOf((await environment()).ID!)).SecretString!;
    const first = await read();
    expect(JSON.parse(first)).toEqual({ user: 'ada', password: expect.stringMatching(/^.{16}$/) });
    await running!.close();
    await serve({ ID: { Ref: 'Generated' } });
    expect(await read()).toBe(first);
  });

  const NOT_FOUND = { name: 'ResourceNotFoundException', status: 400 };
  it.each([
    ['nope', {}, "Secrets Manager can't find the specified secret."],
    ['empty', {}, "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT"],
    ['orders/token', { VersionStage: 'AWSPREVIOUS' }, /staging label: AWSPREVIOUS$/],
    ['orders/token', { VersionId: '0'.repeat(32) }, /VersionId: 0{32}$/],
  ])('%s with %j is not there', async (id, more, message) => {
    await serve();
    expect(await awsError(valueOf(id, more))).toEqual({ ...NOT_FOUND, message: expect.stringMatching(message) });
  });

  it('is not in another Region', async () => {
    await serve();
    const { awsEndpoint: endpoint } = running!.gateway;
    const elsewhere = new SecretsManagerClient({ endpoint, region: 'eu-west-1', credentials: defaultCredentials });
    expect(await awsError(elsewhere.send(new GetSecretValueCommand({ SecretId: 'orders/token' })))).toMatchObject(
      NOT_FOUND,
    );
    elsewhere.destroy();
  });

  it('is read in batches, of which one may fail', async () => {
    await serve();
    const SecretIdList = ['orders/token', 'nope'];
    const { SecretValues, Errors } = await client!.send(new BatchGetSecretValueCommand({ SecretIdList }));
    expect(SecretValues).toMatchObject([{ Name: 'orders/token', SecretString: 'a real token' }]);
    expect(Errors).toMatchObject([{ SecretId: 'nope', ErrorCode: 'ResourceNotFoundException' }]);
  });
});

it('secrets are described and listed, without their values', async () => {
  await serve();
  const described = await client!.send(new DescribeSecretCommand({ SecretId: 'orders/token' }));
  expect(described).toMatchObject({
    Name: 'orders/token',
    Description: 'of the shop',
    Tags: [{ Key: 'a', Value: 'b' }],
  });
  expect(Object.values(described.VersionIdsToStages!)).toEqual([['AWSCURRENT']]);
  const { SecretList } = await client!.send(new ListSecretsCommand({}));
  expect(SecretList).toHaveLength(3);
  expect(JSON.stringify([described, SecretList])).not.toContain('a real token');
  const Filters = [{ Key: 'name' as const, Values: ['x'] }];
  expect(await awsError(client!.send(new ListSecretsCommand({ Filters })))).toMatchObject({
    name: 'InvalidParameterException',
  });
});

it('an action that is not served is refused by its name', async () => {
  await serve();
  expect(await awsError(client!.send(new CreateSecretCommand({ Name: 'x' })))).toMatchObject({
    status: 400,
    message: expect.stringContaining('secretsmanager.CreateSecret is not served by the local gateway'),
  });
});

describe('dynamic references', () => {
  it('to secrets of the assembly are resolved, whole or by a key of their JSON', async () => {
    await serve({
      TOKEN: '{{resolve:secretsmanager:orders/token}}',
      IN_TEXT: { 'Fn::Sub': 'Bearer {{resolve:secretsmanager:${Literal}:SecretString}}!' },
      USER: reference('Generated', 'SecretString:user:AWSCURRENT'),
    });
    expect(await environment()).toMatchObject({ TOKEN: 'a real token', IN_TEXT: 'Bearer a real token!', USER: 'ada' });
  });

  it.each([
    ['{{resolve:secretsmanager:elsewhere}}', 'is only known to AWS'],
    ['{{resolve:ssm:/orders/token}}', 'the dynamic reference {{resolve:ssm:…}} is only known to AWS'],
    ['{{resolve:secretsmanager:orders/token:SecretString::AWSPREVIOUS}}', 'another version than AWSCURRENT'],
    ['{{resolve:secretsmanager:orders/token:SecretString:user}}', 'the secret orders/token has no key user'],
  ])('%s is refused', async (TOKEN, message) => {
    await expect(serve({ TOKEN })).rejects.toThrow(UnsupportedError);
    await expect(serve({ TOKEN })).rejects.toThrow(message);
  });
});

it('a secret whose value only a deployment knows is left out with a note', async () => {
  const SecretString = { 'Fn::GetAtt': ['Custom', 'Token'] };
  await serve({}, { Custom: { Type: 'Custom::Token' }, Unknown: secret({ Name: 'unknown', SecretString }) });
  expect(running!.gateway.notes).toEqual([
    expect.objectContaining({ logicalId: 'Unknown', text: expect.stringMatching(/^left out: SecretString: /) }),
  ]);
  expect(await awsError(valueOf('unknown'))).toMatchObject({ name: 'ResourceNotFoundException' });
});

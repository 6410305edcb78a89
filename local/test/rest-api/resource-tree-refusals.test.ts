import {
  CfnApiKey,
  CfnAuthorizer,
  CfnDeployment,
  CfnGatewayResponse,
  CfnModel,
  CfnRequestValidator,
  CfnRestApi,
  CfnUsagePlan,
  CfnUsagePlanKey,
  Method,
  UsagePlan,
} from 'aws-cdk-lib/aws-apigateway';
import { UnsupportedError } from '../../src';
import { built, Parts, resource, set } from '../support/resource-tree';
import { RunningRestApi, serveRestStack } from '../support/rest-api';

let api: RunningRestApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

async function refusalsOf(change: (parts: Parts) => void): Promise<UnsupportedError['unsupported']> {
  try {
    api = await serveRestStack(built(change));
  } catch (error) {
    return (error as UnsupportedError).unsupported;
  }
  throw new Error('expected a refusal');
}

it.each<[string, (parts: Parts) => void, string, string, string]>([
  ['a property nobody knows', set('NewIn2030', 1), 'Method', 'NewIn2030', 'not known'],
  ['a member nobody knows', set('Integration.NewIn2030', 1), 'Method', 'Integration.NewIn2030', 'not known'],
  [
    'an integration of a service that is not here',
    set('Integration', { Type: 'AWS', Uri: 'arn:aws:apigateway:us-east-1:kinesis:action/PutRecord' }),
    'Method',
    'Integration.Uri',
    'integrations of kinesis are not emulated; those of dynamodb, events, lambda, sqs are',
  ],
  ['a VPC link', set('Integration.ConnectionType', 'VPC_LINK'), 'Method', 'Integration.ConnectionType', 'VPC links'],
  [
    'no integration',
    ({ method }) => method.addPropertyDeletionOverride('Integration'),
    'Method',
    'Integration',
    'missing',
  ],
  [
    'no authorization type',
    ({ method }) => method.addPropertyDeletionOverride('AuthorizationType'),
    'Method',
    'AuthorizationType',
    'missing',
  ],
  ['an authorizer that is not there', set('AuthorizationType', 'CUSTOM'), 'Method', 'AuthorizerId', 'no authorizer'],
  [
    'a TOKEN authorizer that looks elsewhere than in a header',
    ({ stack, restApi, method }) => {
      const authorizer = new CfnAuthorizer(stack, 'Token', {
        restApiId: restApi.restApiId,
        name: 'token',
        type: 'TOKEN',
        identitySource: 'method.request.querystring.token',
        authorizerUri:
          'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:x/invocations',
      });
      method.addPropertyOverride('AuthorizationType', 'CUSTOM');
      method.addPropertyOverride('AuthorizerId', authorizer.ref);
    },
    'Authorizer',
    'IdentitySource',
    'one header',
  ],
  [
    'R-77: a value that two keys have',
    ({ stack }) => {
      const value = 'a-literal-value-of-the-template';
      for (const id of ['One', 'Two']) new CfnApiKey(stack, id, { enabled: true, value });
    },
    'ApiKey',
    'Value',
    'is that of another key',
  ],
  ...['short', 'x'.repeat(129)].map((value): [string, (parts: Parts) => void, string, string, string] => [
    `R-77, Q-20: a key of ${value.length} characters`,
    ({ stack }) => {
      new CfnApiKey(stack, 'Key', { enabled: true, value });
    },
    'ApiKey',
    'Value',
    '20 to 128 characters',
  ]),
  [
    'R-77: a key in two plans of one stage',
    ({ stack, restApi }) => {
      const key = new CfnApiKey(stack, 'Key', { enabled: true, value: 'a-literal-value-of-the-template' });
      const stage = restApi.deploymentStage;
      for (const id of ['Free', 'Pro']) {
        const plan = new UsagePlan(stack, id, { apiStages: [{ api: restApi, stage }] });
        new CfnUsagePlanKey(stack, `${id}Key`, { keyId: key.ref, keyType: 'API_KEY', usagePlanId: plan.usagePlanId });
      }
    },
    'UsagePlanKey',
    'UsagePlanId',
    'one plan of a stage',
  ],
  ...(
    [
      ['DAY', 1, '0 to 0 for a DAY'],
      ['WEEK', 7, '0 to 6 for a WEEK'],
      ['MONTH', 28, '0 to 27 for a MONTH'],
    ] as const
  ).map(([period, offset, reason]): [string, (parts: Parts) => void, string, string, string] => [
    `R-80: a quota's ${period} that starts on day ${offset}`,
    ({ stack }) => {
      new CfnUsagePlan(stack, 'Plan', { quota: { limit: 1, period, offset } });
    },
    'UsagePlan',
    'Quota.Offset',
    reason,
  ]),
  [
    'an authorizer of another kind',
    ({ stack, restApi, method }) => {
      const authorizer = new CfnAuthorizer(stack, 'Pool', {
        restApiId: restApi.restApiId,
        name: 'pool',
        type: 'COGNITO_USER_POOLS',
        identitySource: 'method.request.header.Authorization',
        providerArns: ['arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Pool'],
      });
      method.addPropertyOverride('AuthorizationType', 'CUSTOM');
      method.addPropertyOverride('AuthorizerId', authorizer.ref);
    },
    'Method',
    'AuthorizationType',
    'does not fit',
  ],
  [
    'a user pool that looks for its token elsewhere than in a header',
    ({ stack, restApi, method }) => {
      const authorizer = new CfnAuthorizer(stack, 'Pool', {
        restApiId: restApi.restApiId,
        name: 'pool',
        type: 'COGNITO_USER_POOLS',
        identitySource: 'method.request.querystring.token',
        providerArns: ['arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Pool'],
      });
      method.addPropertyOverride('AuthorizationType', 'COGNITO_USER_POOLS');
      method.addPropertyOverride('AuthorizerId', authorizer.ref);
    },
    'Authorizer',
    'IdentitySource',
    'must be a header',
  ],
  [
    'two authorizers of one name',
    ({ stack, restApi }) => {
      for (const id of ['A', 'B']) {
        new CfnAuthorizer(stack, id, { restApiId: restApi.restApiId, name: 'same', type: 'TOKEN' });
      }
    },
    'Authorizer',
    'Name',
    'another authorizer same',
  ],
  [
    'a validator that is not there',
    set('RequestValidatorId', 'abc'),
    'Method',
    'RequestValidatorId',
    'no request validator',
  ],
  [
    'a model that is not there',
    ({ stack, restApi, method }) => {
      const validator = new CfnRequestValidator(stack, 'V', {
        restApiId: restApi.restApiId,
        validateRequestBody: true,
      });
      method.addPropertyOverride('RequestValidatorId', validator.ref);
      method.addPropertyOverride('RequestModels', { 'application/json': 'Nope' });
    },
    'Method',
    'RequestModels.application/json',
    'no model Nope',
  ],
  [
    'C-23: a model that AWS refuses',
    ({ stack, restApi, method }) => {
      const validator = new CfnRequestValidator(stack, 'V', {
        restApiId: restApi.restApiId,
        validateRequestBody: true,
      });
      const schema = { type: 'string', nullable: true };
      const model = new CfnModel(stack, 'M', { restApiId: restApi.restApiId, schema });
      method.addPropertyOverride('RequestValidatorId', validator.ref);
      method.addPropertyOverride('RequestModels', { 'application/json': model.ref });
    },
    'Model',
    'Schema',
    'nullable',
  ],
  [
    'R-108: a mapping from what is not declared',
    set('Integration.RequestParameters', { 'integration.request.header.a': 'method.request.path.id' }),
    'Method',
    'Integration',
    'method.request.path.id is not declared',
  ],
  [
    'R-108: a mapping to a header that is not declared',
    ({ method }) => {
      method.addPropertyOverride('MethodResponses', [{ StatusCode: '200' }]);
      method.addPropertyOverride('Integration.IntegrationResponses', [
        { StatusCode: '200', ResponseParameters: { 'method.response.header.A': "'a'" } },
      ]);
    },
    'Method',
    'Integration',
    'method.response.header.A is not declared for status 200',
  ],
  [
    'R-93: a part of the cache key that is not declared',
    set('Integration.CacheKeyParameters', ['method.request.querystring.page']),
    'Method',
    'Integration.CacheKeyParameters.0',
    'no parameter that the method declares',
  ],
  [
    'R-104: a status that is not declared',
    set('Integration.IntegrationResponses', [{ StatusCode: '200' }]),
    'Method',
    'Integration',
    'no method response for status 200',
  ],
  [
    'R-116: a template',
    set('Integration.RequestTemplates', { 'application/json': '#evaluate("x")' }),
    'Method',
    'Integration.RequestTemplates.application/json',
    'evaluate',
  ],
  [
    'C-28: a variable that is no whole segment',
    (parts) => resource(parts, 'R', 'v{n}'),
    'Resource',
    'PathPart',
    'one variable',
  ],
  [
    'R-4: something under a greedy variable',
    (parts) => resource(parts, 'R', 'b', resource(parts, 'P', '{proxy+}').ref),
    'Resource',
    'PathPart',
    'greedy',
  ],
  [
    'R-4: two variables at one level',
    (parts) => {
      resource(parts, 'R', '{a}');
      resource(parts, 'S', '{b}');
    },
    'Resource',
    'PathPart',
    'sibling {a}',
  ],
  ['two resources of one path', (parts) => resource(parts, 'R', 'a'), 'Resource', 'PathPart', 'another resource /a'],
  ['a parent that is not there', (parts) => resource(parts, 'R', 'x', 'abc'), 'Resource', 'ParentId', 'no resource'],
  [
    'a parent below itself',
    (parts) => resource(parts, 'R', 'x', 'later').addPropertyOverride('ParentId', { Ref: 'R' }),
    'Resource',
    'ParentId',
    'no resource',
  ],
  [
    'two methods in one place',
    ({ stack, restApi }) => new Method(stack, 'Twin', { resource: restApi.root, httpMethod: 'GET' }),
    'Method',
    '',
    'another method GET /',
  ],
  [
    'a gateway response of no type',
    ({ stack, restApi }) =>
      new CfnGatewayResponse(stack, 'G', { restApiId: restApi.restApiId, responseType: 'NO_COFFEE' }),
    'GatewayResponse',
    'ResponseType',
    'no type',
  ],
])('%s is refused by name', async (_, change, type, property, reason) => {
  expect(await refusalsOf(change)).toEqual([
    expect.objectContaining({
      type: `AWS::ApiGateway::${type}`,
      ...(property && { property }),
      reason: expect.stringContaining(reason),
    }),
  ]);
});

it('an API with neither body nor methods is refused', async () => {
  const serving = serveRestStack((stack) => {
    const restApi = new CfnRestApi(stack, 'Api', { name: 'empty' });
    new CfnDeployment(stack, 'Deployment', { restApiId: restApi.ref, stageName: 'v1' });
  });
  await expect(serving).rejects.toThrow('has neither a body nor methods');
});

it('a function that is not there is refused at the method', async () => {
  const uri = 'arn:aws:lambda:us-east-1:000000000000:function:elsewhere';
  const integration = { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: uri };
  expect(await refusalsOf(set('Integration', integration))).toEqual([
    expect.objectContaining({ type: 'AWS::ApiGateway::Method', reason: expect.stringContaining(uri) }),
  ]);
});

it('a resource of another API is no parent', async () => {
  const other = ({ stack }: Parts): string => new CfnRestApi(stack, 'Other', { name: 'other' }).attrRootResourceId;
  const refusals = await refusalsOf((parts) => resource(parts, 'R', 'x', other(parts)));
  expect(refusals).toEqual([expect.objectContaining({ logicalId: 'R', property: 'ParentId' })]);
});

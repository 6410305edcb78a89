import { defaultCredentials } from '../../../src/core/development-credentials';
import { keepNothing } from '../../support/keep-nothing';
import { createAuthorizer, createAuthorizers } from '../../../src/http-api/authorizers/create-authorizers';
import { AuthorizationModel } from '../../../src/http-api/model';
import { success } from '../../support/success';
import { input, TurnableClock } from './authorizer-fixture';

const lambda: AuthorizationModel = {
  kind: 'lambda',
  authorizerId: 'l1',
  functionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:a',
  identitySources: ['$request.header.Authorization'],
  payloadFormat: '2.0',
  simpleResponses: true,
  resultTtlSeconds: 60,
};

function deps() {
  const invoke = jest.fn(async () => success({ isAuthorized: true }));
  return {
    clock: new TurnableClock(),
    invoker: { invoke, versionOf: () => undefined, close: async () => undefined },
    keep: keepNothing,
    credentials: defaultCredentials,
    issuers: {},
  };
}

it('a public route has no authorizer', () => {
  expect(createAuthorizer({ kind: 'none' }, deps())).toBeUndefined();
  expect(createAuthorizers(deps())({ kind: 'none' })).toBeUndefined();
});

it('an IAM route demands a signature', async () => {
  expect(await createAuthorizers(deps())({ kind: 'iam' })?.authorize(input())).toMatchObject({
    kind: 'deny',
    statusCode: 403,
  });
});

it('H-64: routes with the same authorizer share its cached answers, others do not', async () => {
  const dependencies = deps();
  const authorizers = createAuthorizers(dependencies);
  const request = input({ headers: [['authorization', 'a']] });
  await authorizers(lambda)?.authorize(request);
  await authorizers({ ...lambda })?.authorize(request);
  expect(dependencies.invoker.invoke).toHaveBeenCalledTimes(1);
  await authorizers({ ...lambda, authorizerId: 'l2' })?.authorize(request);
  expect(dependencies.invoker.invoke).toHaveBeenCalledTimes(2);
});

it('a JWT authorizer whose issuer can not be trusted is refused at start', () => {
  const jwt: AuthorizationModel = {
    kind: 'jwt',
    authorizerId: 'j1',
    identitySource: '$request.header.Authorization',
    issuer: 'http://id.example.com',
    audience: ['a'],
    scopes: [],
  };
  expect(() => createAuthorizers(deps())(jwt)).toThrow('must be an https URL');
});

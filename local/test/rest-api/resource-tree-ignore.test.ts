import { CfnAuthorizer, CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { built, resource, set } from '../support/resource-tree';
import { RunningRestApi, serveRestStack } from '../support/rest-api';

/** What the CDK makes of `Api`. */
const API_ID = 'ApiF70053CD';

let api: RunningRestApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

describe('ignore', () => {
  const uri = 'arn:aws:apigateway:us-east-1:kinesis:action/PutRecord';
  const service = built(set('Integration', { Type: 'AWS', Uri: uri }));

  it.each([
    ['its logical id', 'ApiaGET6504AF36'],
    ['its API and key', `${API_ID} GET /a`],
  ])('a method that is left out by %s fails closed', async (_, ignored) => {
    await expect(serveRestStack(service)).rejects.toThrow('not emulated');
    api = await serveRestStack(service, { ignore: [ignored] });
    expect((await api.call('/a')).status).toBe(500);
    expect((await api.call('/')).status).toBe(200);
  });

  it('a resource that is left out serves nothing, and neither does what can not stand beside another', async () => {
    const build = built((parts) => {
      const { restApi, stack } = parts;
      const methodAt = (id: string, resourceId: string) =>
        new CfnMethod(stack, id, {
          restApiId: restApi.restApiId,
          resourceId,
          authorizationType: 'NONE',
          httpMethod: 'GET',
          integration: { type: 'MOCK' },
        });
      methodAt('BadMethod', resource(parts, 'Bad', 'v{n}').ref);
      methodAt('Twin', restApi.restApiRootResourceId);
      resource(parts, 'Sibling', 'a');
      resource(parts, 'Lost', 'x', 'abc');
    });
    await expect(serveRestStack(build)).rejects.toThrow('4 things');
    api = await serveRestStack(build, { ignore: ['Bad', 'Twin', 'Sibling', 'Lost'] });
    expect((await api.call('/')).status).toBe(200);
    expect((await api.call('/v1')).status).toBe(403);
  });

  it('a method without its authorizer fails closed', async () => {
    const withAuthorizer = built(({ stack, restApi, method }) => {
      const properties = { restApiId: restApi.restApiId, name: 'magic', type: 'MAGIC' };
      method.addPropertyOverride('AuthorizationType', 'CUSTOM');
      method.addPropertyOverride('AuthorizerId', new CfnAuthorizer(stack, 'Magic', properties).ref);
    });
    await expect(serveRestStack(withAuthorizer)).rejects.toThrow('Shop/Magic');
    api = await serveRestStack(withAuthorizer, { ignore: ['Magic'] });
    expect((await api.call('/a')).status).toBe(500);
    expect((await api.call('/')).status).toBe(200);
  });
});

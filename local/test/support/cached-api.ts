import { CfnStage, StageOptions } from 'aws-cdk-lib/aws-apigateway';
import { CallOptions } from './call';
import { TestClock } from './gateway';
import { Integrations, RunningRestApi, serveRestApi } from './rest-api';

/** Counts its calls, and answers with what the query string asks for. */
const COUNT = `let count = 0;
exports.handler = async ({ queryStringParameters: query }) => {
  if (query?.throw) throw new Error('as asked');
  return {
    statusCode: Number(query?.status ?? 200),
    headers: { 'X-Count': String(++count) },
    body: query?.size ? 'x'.repeat(Number(query.size)) : String(count),
  };
};`;
const AUTHORIZER = `exports.handler = async ({ authorizationToken: token, methodArn }) => ({
  principalId: token,
  context: { team: token },
  policyDocument: {
    Statement: [{
      Effect: 'Allow',
      Action: token === 'admin' ? ['execute-api:Invoke', 'execute-api:InvalidateCache'] : 'execute-api:Invoke',
      Resource: methodArn,
    }],
  },
});`;

export interface CachedApi {
  readonly paths?: (integrations: Integrations) => object;
  readonly stage?: StageOptions;
  readonly root?: object;
  /** Changes the stage's resource. */
  readonly change?: (stage: CfnStage) => void;
}

export interface RunningCachedApi extends RunningRestApi {
  /** `200 1` for the first answer of the function, `200 2` for the next one. */
  ask(path: string, options?: CallOptions): Promise<string>;
}

/** An API with a cache, and a function `Count` behind every method of `/a`. */
export async function serveCachedApi(
  { paths, stage, root, change }: CachedApi = {},
  clock = new TestClock(),
): Promise<RunningCachedApi> {
  const api = await serveRestApi(
    {
      functions: { Count: COUNT, Authorizer: AUTHORIZER },
      stage: { cacheClusterEnabled: true, cachingEnabled: true, ...stage },
      body: (integrations) => {
        const authorizer = {
          type: 'token',
          authorizerUri: integrations.uri('Authorizer'),
          authorizerResultTtlInSeconds: 0,
        };
        const scheme = {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          'x-amazon-apigateway-authtype': 'custom',
        };
        return {
          components: { securitySchemes: { Token: { ...scheme, 'x-amazon-apigateway-authorizer': authorizer } } },
          paths: paths?.(integrations) ?? { '/a': { 'x-amazon-apigateway-any-method': integrations.calls('Count') } },
          ...root,
        };
      },
      extend: (_, spec) => change?.(spec.deploymentStage.node.defaultChild as CfnStage),
    },
    { clock },
  );
  const ask = async (path: string, options?: CallOptions): Promise<string> => {
    const { status, body } = await api.call(path, options);
    return `${status} ${body}`;
  };
  return { ...api, ask };
}

/** Changes the settings of all methods. */
export const settings = (setting: object) => (stage: CfnStage) =>
  stage.addPropertyOverride('MethodSettings', [
    { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, ...setting },
  ]);

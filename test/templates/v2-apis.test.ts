import { byName, deployableTemplates, Resource } from './deployable-templates';
import { v2Faults } from './v2-apis';
import { v2Resources } from './v2-routes';

describe('HTTP and WebSocket APIs', () => {
  it.each(byName)('answer, check and log in %s', (_, { resources }) => {
    expect(v2Faults(resources)).toEqual([]);
  });

  describe('faults that are put in are found', () => {
    const route = (RouteKey: string, properties: object = {}): Resource => ({
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { ApiId: { Ref: 'Api' }, RouteKey, ...properties },
    });
    const api = (ProtocolType: string, properties: object = {}): Resource => ({
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: { ProtocolType, ...properties },
    });

    it('a WebSocket API whose connections nothing stands before', () => {
      const ping = route('ping', { AuthorizationType: 'NONE' });
      expect(v2Faults({ Api: api('WEBSOCKET'), Ping: ping })).toEqual(['Api: has no $connect']);
    });

    it('a guarded route that takes the preflights of an API with CORS', () => {
      const withCors = api('HTTP', { CorsConfiguration: {} });
      const all = route('$default', { AuthorizationType: 'AWS_IAM' });
      expect(v2Faults({ Api: withCors, All: all })).toEqual(['All: $default refuses preflights']);
      const preflight = route('OPTIONS /{proxy+}');
      expect(v2Faults({ Api: withCors, All: all, Preflight: preflight })).toEqual([]);
      const any = route('ANY /x', { AuthorizationType: 'AWS_IAM' });
      expect(v2Faults({ Api: withCors, Any: any, Preflight: preflight })).toEqual(['Any: ANY /x refuses preflights']);
    });

    it.each(['RequestModels', 'ModelSelectionExpression'])('a schema of messages on a route without %s', (property) => {
      const { resources } = deployableTemplates.find(({ name }) => name === 'RealtimeWebSocketApiChannels')!;
      const [model] = Object.keys(v2Resources(resources, 'Model'));
      const without = ([id, resource]: [string, Resource]) => [
        id,
        { ...resource, Properties: { ...resource.Properties, [property]: undefined } },
      ];
      const routes = Object.fromEntries(Object.entries(v2Resources(resources, 'Route')).map(without));
      expect(v2Faults({ ...resources, ...routes })).toEqual([`${model}: no route checks messages by it`]);
    });

    it('a stage without access log', () => {
      const stage = { Type: 'AWS::ApiGatewayV2::Stage', Properties: {} };
      expect(v2Faults({ Stage: stage })).toEqual(['Stage: has no access log']);
    });
  });
});

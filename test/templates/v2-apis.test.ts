import { byName, Resource } from './deployable-templates';
import { v2Faults } from './v2-apis';

describe('HTTP and WebSocket APIs', () => {
  it.each(byName)('are guarded and logged in %s', (_, { resources }) => {
    expect(v2Faults(resources)).toEqual([]);
  });

  describe('faults that are put in are found', () => {
    const route = (RouteKey: string, properties: object = {}, reason?: string): Resource => ({
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { ApiId: { Ref: 'Api' }, RouteKey, ...properties },
      ...(reason && { Metadata: { cdk_nag: { rules_to_suppress: [{ id: 'AwsSolutions-APIG4', reason }] } } }),
    });
    const api = (ProtocolType: string): Resource => ({ Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType } });
    const afterConnect = 'The service authorizes $connect, once for all messages of a connection.';

    it.each<[string, Resource, string]>([
      ['an open route', route('GET /x', { AuthorizationType: 'NONE' }), 'GET /x is open'],
      ['a route without authorization', route('GET /x'), 'GET /x is open'],
      ['a JWT route without authorizer', route('GET /x', { AuthorizationType: 'JWT' }), 'GET /x is open'],
      [
        'a preflight that is none',
        route('GET /x', {}, 'Browsers send preflights without credentials.'),
        'GET /x is open',
      ],
      ['a reason of another kind of API', route('GET /x', {}, afterConnect), 'GET /x is open'],
    ])('%s', (_, resource, fault) => {
      expect(v2Faults({ Api: api('HTTP'), Route: resource })).toEqual([`Route: ${fault}`]);
    });

    it('a WebSocket API that anyone connects to, or whose connections nothing stands before', () => {
      const open = route('$connect', { AuthorizationType: 'NONE' }, afterConnect);
      expect(v2Faults({ Api: api('WEBSOCKET'), Connect: open })).toEqual(['Connect: $connect is open']);
      const ping = route('ping', { AuthorizationType: 'NONE' }, afterConnect);
      expect(v2Faults({ Api: api('WEBSOCKET'), Ping: ping })).toEqual(['Api: has no $connect']);
    });

    it('a guarded route that takes the preflights of an API with CORS', () => {
      const withCors = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP', CorsConfiguration: {} } };
      const all = route('$default', { AuthorizationType: 'AWS_IAM' });
      expect(v2Faults({ Api: withCors, All: all })).toEqual(['All: $default refuses preflights']);
      const preflight = route('OPTIONS /{proxy+}', {}, 'Browsers send preflights without credentials.');
      expect(v2Faults({ Api: withCors, All: all, Preflight: preflight })).toEqual([]);
      const any = route('ANY /x', { AuthorizationType: 'AWS_IAM' });
      expect(v2Faults({ Api: withCors, Any: any, Preflight: preflight })).toEqual(['Any: ANY /x refuses preflights']);
    });

    it('a stage without access log', () => {
      const stage = { Type: 'AWS::ApiGatewayV2::Stage', Properties: {} };
      expect(v2Faults({ Stage: stage })).toEqual(['Stage: has no access log']);
    });
  });
});

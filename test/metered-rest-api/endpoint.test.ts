import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpcEndpoint, InterfaceVpcEndpoint, InterfaceVpcEndpointAwsService, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Authorization, MeteredRestApiProps, RestEndpoint, RouteIntegration } from '../../lib';
import { jwt, templateOf } from '../secure-http-api/api-under-test';
import { onlyOf } from '../secure-http-api/fixtures';
import { bodyOf, restApiIn, withApi } from './rest-api-under-test';

const API = 'AWS::ApiGateway::RestApi';
const POLICY = 'x-amazon-apigateway-policy';

function endpointIn(stack: Stack, vpcEndpointId: string): IVpcEndpoint {
  const attributes = { vpcEndpointId, port: 443 };
  return InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, vpcEndpointId, attributes);
}

const templateWith = (props: (stack: Stack) => Partial<MeteredRestApiProps>): Template =>
  templateOf((stack) => {
    const api = restApiIn(stack, { authorization: jwt(), ...props(stack) });
    api.addRoute('GET /x', RouteIntegration.http('https://backend.example.com'));
  });

const privateTemplate = (props: Partial<MeteredRestApiProps> = {}) =>
  templateWith((stack) => ({
    ...props,
    endpoint: RestEndpoint.privateTo([endpointIn(stack, 'vpce-1'), endpointIn(stack, 'vpce-2')]),
  }));

const all = { Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };

describe('the endpoint of a REST API', () => {
  it.each([
    ['REGIONAL', RestEndpoint.regional()],
    ['EDGE', RestEndpoint.edge()],
    ['REGIONAL', undefined],
  ])('is %s, at the import and after it, without a policy', (type, endpoint) => {
    const template = templateWith(() => ({ endpoint }));
    expect(onlyOf(template, API)).toMatchObject({
      EndpointConfiguration: { Types: [type] },
      Parameters: { endpointConfigurationTypes: type },
    });
    expect(bodyOf(template)).not.toHaveProperty(POLICY);
    expect(bodyOf(template)).not.toHaveProperty('servers');
  });

  it('user pain 25: a private one has its policy in the first import, which denies all other ways in', () => {
    const template = privateTemplate();
    expect(onlyOf(template, API)).toMatchObject({
      EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: ['vpce-1', 'vpce-2'] },
      Parameters: { endpointConfigurationTypes: 'PRIVATE' },
    });
    const body = bodyOf(template);
    expect(body.servers).toEqual([
      { url: '/', 'x-amazon-apigateway-endpoint-configuration': { vpcEndpointIds: ['vpce-1', 'vpce-2'] } },
    ]);
    expect(body[POLICY]).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Deny', ...all, Condition: { StringNotEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } } },
      ],
    });
  });

  it('R-62: its policy stands in for nobody who authorizes', () => {
    const { Statement } = bodyOf(privateTemplate({ authorization: Authorization.iam() }))[POLICY] as {
      Statement: { Effect: string }[];
    };
    expect(Statement.map(({ Effect }) => Effect)).toEqual(['Deny']);
  });

  it('of a private one can be made in the same stack, and has its URL', () => {
    const stack = new Stack(new App(), 'Stack');
    const service = InterfaceVpcEndpointAwsService.APIGATEWAY;
    const made = new Vpc(stack, 'Vpc').addInterfaceEndpoint('Endpoint', { service });
    const api = restApiIn(stack, { endpoint: RestEndpoint.privateTo([made]) });
    api.addRoute('GET /x', RouteIntegration.http('https://backend.example.com'));
    const id = stack.resolve(made.vpcEndpointId) as unknown;
    expect(bodyOf(Template.fromStack(stack)).servers).toEqual([
      { url: '/', 'x-amazon-apigateway-endpoint-configuration': { vpcEndpointIds: [id] } },
    ]);
    expect(stack.resolve(api.url)).toEqual({
      'Fn::Join': [
        '',
        [
          ...['https://', { Ref: expect.stringMatching(/^Api/) }, '-', id, '.execute-api.', { Ref: 'AWS::Region' }],
          ...['.', { Ref: 'AWS::URLSuffix' }, '/prod'],
        ],
      ],
    });
  });

  it('of a private one cannot be nowhere', () => {
    expect(() => RestEndpoint.privateTo([])).toThrow(
      '[RestEndpoint.privateTo] a private API without VPC endpoints can be called by nobody, got []; give the interface',
    );
  });

  it.each<[string, (stack: Stack) => RestEndpoint, string]>([
    ['an edge', () => RestEndpoint.edge(), 'which is Regional, got "api.example.com"; use RestEndpoint.regional()'],
    [
      'a private',
      (stack) => RestEndpoint.privateTo([endpointIn(stack, 'vpce-1')]),
      'which is public, got "api.example.com"; leave customDomain out',
    ],
  ])('of %s API excludes a custom domain', (kind, endpoint, rest) => {
    expect(
      withApi({}, (_, stack) => {
        const certificate = Certificate.fromCertificateArn(
          stack,
          'Certificate',
          'arn:aws:acm:eu-west-1:1:certificate/x',
        );
        const customDomain = { domainName: 'api.example.com', certificate };
        restApiIn(stack, { endpoint: endpoint(stack), customDomain }, 'Other');
      }),
    ).toThrow(`[Stack/Other] ${kind} API cannot have a customDomain, ${rest}`);
  });
});

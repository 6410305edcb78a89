import { App, Fn, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CustomDomain, MeteredRestApiProps, RouteIntegration } from '../../lib';
import { apiIn, propertiesOf, templateOf } from '../secure-http-api/api-under-test';
import { logicalIdOf, onlyOf } from '../secure-http-api/fixtures';
import { bodyOf, restApiIn } from './rest-api-under-test';

const DOMAIN = 'AWS::ApiGatewayV2::DomainName';
const MAPPING = 'AWS::ApiGatewayV2::ApiMapping';

function domainIn(stack: Stack, overrides: Partial<CustomDomain> = {}): CustomDomain {
  const arn = 'arn:aws:acm:eu-west-1:111111111111:certificate/x';
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', arn);
  return { domainName: 'api.example.com', certificate, ...overrides };
}

const templateWith = (props: (stack: Stack) => Partial<MeteredRestApiProps>): Template =>
  templateOf((stack) => {
    restApiIn(stack, props(stack)).addRoute('GET /x', RouteIntegration.http('https://backend.example.com'));
  });

describe('a custom domain of a REST API', () => {
  it('leads to the stage, once that is there, by TLS 1.2 or newer', () => {
    const template = templateWith((stack) => ({ customDomain: domainIn(stack) }));
    const stage = logicalIdOf(template, 'AWS::ApiGateway::Stage');
    const [{ Properties, DependsOn }] = Object.values(template.findResources(MAPPING));
    expect(Properties).toEqual({
      ApiId: { Ref: logicalIdOf(template, 'AWS::ApiGateway::RestApi') },
      DomainName: { Ref: logicalIdOf(template, DOMAIN) },
      Stage: { Ref: stage },
    });
    expect(DependsOn).toContain(stage);
    expect(onlyOf(template, DOMAIN).DomainNameConfigurations).toEqual([
      expect.objectContaining({ EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' }),
    ]);
  });

  it('user pain 28: is the only way in, which the import says, for it would overwrite what the resource says', () => {
    const template = templateWith((stack) => ({
      customDomain: domainIn(stack, {
        mutualTls: { bucket: Bucket.fromBucketName(stack, 'Truststore', 'truststore'), key: 'ca.pem' },
      }),
    }));
    expect(bodyOf(template).servers).toEqual([
      { url: '/', 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true } },
    ]);
    expect(onlyOf(template, DOMAIN).MutualTlsAuthentication).toEqual({ TruststoreUri: 's3://truststore/ca.pem' });
    expect(bodyOf(templateWith(() => ({})))).not.toHaveProperty('servers');
  });

  it('user pain 27: can have a base path of several segments, or one that is a token', () => {
    const keyOf = (basePath: string) =>
      onlyOf(
        templateWith((stack) => ({ customDomain: domainIn(stack, { basePath }) })),
        MAPPING,
      ).ApiMappingKey;
    expect(keyOf('orders/v1')).toBe('orders/v1');
    expect(keyOf(Fn.importValue('Path'))).toEqual({ 'Fn::ImportValue': 'Path' });
    expect(() => keyOf('/orders')).toThrow('[Stack/Api] not a base path, got "/orders"; write it without slashes');
  });

  it('has A and AAAA records in its zone', () => {
    const zone = { hostedZoneId: 'Z1', zoneName: 'example.com' };
    const template = templateWith((stack) => ({
      customDomain: domainIn(stack, { hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', zone) }),
    }));
    const records = Object.values(propertiesOf(template, 'AWS::Route53::RecordSet'));
    expect(records.map(({ Type }) => Type).sort()).toEqual(['A', 'AAAA']);
  });

  it('is the URL of the API, without the stage', () => {
    const stack = new Stack(new App(), 'Stack');
    const customDomain = domainIn(stack, { basePath: 'orders' });
    expect(stack.resolve(restApiIn(stack, { customDomain }).url)).toBe('https://api.example.com/orders');
    expect(JSON.stringify(stack.resolve(restApiIn(stack, {}, 'Other').url))).toMatch(/execute-api.*"\/prod"/);
  });

  it('user pain 27: can be shared with an HTTP API of the stack, each with a path of its own', () => {
    const build = (basePath: string) => () =>
      templateOf((stack) => {
        const domain = domainIn(stack);
        const integration = RouteIntegration.http('https://backend.example.com');
        const partners = restApiIn(stack, { customDomain: { ...domain, basePath: 'partners' } });
        partners.addRoute('GET /x', integration);
        apiIn(stack, { customDomain: { ...domain, basePath } }, 'Shop').addRoute('GET /x', integration);
      });
    const template = build('shop')();
    template.resourceCountIs(DOMAIN, 1);
    template.resourceCountIs(MAPPING, 2);
    expect(build('partners')).toThrow('[Stack/Shop] another API is at this path of the domain, got "partners"');
  });
});

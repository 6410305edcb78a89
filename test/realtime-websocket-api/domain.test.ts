import { Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CustomDomain } from '../../lib';
import { apiIn as httpApiIn } from '../secure-http-api/api-under-test';
import { apiIn, idsOf, making, propertiesOf, templateOf, textOf } from './api-under-test';

const certificates = new WeakMap<Stack, CustomDomain['certificate']>();

function domain(stack: Stack, more: Partial<CustomDomain> = {}): CustomDomain {
  const arn = 'arn:aws:acm:eu-west-1:111122223333:certificate/a';
  const certificate = certificates.get(stack) ?? Certificate.fromCertificateArn(stack, 'Certificate', arn);
  certificates.set(stack, certificate);
  return { domainName: 'live.example.com', certificate, ...more };
}

describe('the URL', () => {
  it('is that of the stage at the execute-api endpoint (W-1)', () => {
    making({ stageName: 'live' }, (api, stack) => {
      expect(textOf(stack.resolve(api.url))).toMatch(
        /^wss:\/\/<LiveApi\w+>\.execute-api\.<AWS::Region>\.<AWS::URLSuffix>\/live$/,
      );
    })();
  });

  it('is that of the domain where there is one, with DNS records', () => {
    const template = templateOf((stack) => {
      const hostedZone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
        hostedZoneId: 'Z',
        zoneName: 'example.com',
      });
      const api = apiIn(stack, { customDomain: domain(stack, { hostedZone, basePath: 'v1' }) });
      expect(api.url).toBe('wss://live.example.com/v1');
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'live.example.com',
      DomainNameConfigurations: [{ SecurityPolicy: 'TLS_1_2' }],
    });
    template.hasResource('AWS::ApiGatewayV2::ApiMapping', {
      Properties: { ApiMappingKey: 'v1', Stage: 'prod' },
      DependsOn: idsOf(template, 'AWS::ApiGatewayV2::Stage'),
    });
    template.resourceCountIs('AWS::Route53::RecordSet', 2);
  });
});

describe('a domain', () => {
  it('user pain 28: leaves the execute-api endpoint on, which @connections needs, and so has no mutual TLS', () => {
    const template = templateOf((stack) => void apiIn(stack, { customDomain: domain(stack) }));
    const [api] = Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Api'));
    expect(api).not.toHaveProperty('DisableExecuteApiEndpoint');
    expect(() =>
      templateOf((stack) => {
        const mutualTls = { bucket: Bucket.fromBucketName(stack, 'Bucket', 'truststore'), key: 'a.pem' };
        apiIn(stack, { customDomain: domain(stack, { mutualTls }) });
      }),
    ).toThrow('[Stack/Live] a WebSocket API has no mutual TLS, got "live.example.com"; leave it out: the execute-api');
  });

  it('W-1: is not shared with HTTP APIs, whichever comes first', () => {
    const text = 'a domain serves HTTP and REST APIs or WebSocket APIs, not both, got "live.example.com"; ';
    expect(() =>
      templateOf((stack) => {
        httpApiIn(stack, { customDomain: domain(stack, { basePath: 'http' }) });
        apiIn(stack, { customDomain: domain(stack, { basePath: 'live' }) });
      }),
    ).toThrow(`[Stack/Live] ${text}`);
    expect(() =>
      templateOf((stack) => {
        apiIn(stack, { customDomain: domain(stack, { basePath: 'live' }) });
        httpApiIn(stack, { customDomain: domain(stack, { basePath: 'http' }) });
      }),
    ).toThrow(`[Stack/Api] ${text}`);
  });

  it('is shared by WebSocket APIs with paths of their own', () => {
    const template = templateOf((stack) => {
      apiIn(stack, { customDomain: domain(stack, { basePath: 'a' }) }, 'One');
      apiIn(stack, { customDomain: domain(stack, { basePath: 'b' }) }, 'Two');
    });
    template.resourceCountIs('AWS::ApiGatewayV2::DomainName', 1);
    template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 2);
  });
});

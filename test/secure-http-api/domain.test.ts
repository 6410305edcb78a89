import { App, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CustomDomain, RouteIntegration, SecureHttpApi, SecureHttpApiProps } from '../../lib';
import { apiIn, jwt, propertiesOf, templateOf } from './api-under-test';
import { logicalIdOf, onlyOf } from './fixtures';

const API = 'AWS::ApiGatewayV2::Api';
const DOMAIN = 'AWS::ApiGatewayV2::DomainName';
const MAPPING = 'AWS::ApiGatewayV2::ApiMapping';
const RECORD = 'AWS::Route53::RecordSet';
const CERTIFICATE = 'arn:aws:acm:eu-west-1:111111111111:certificate/x';

const lazy = (text: string) => Lazy.string({ produce: () => text });

function domainIn(stack: Stack, overrides: Partial<CustomDomain> = {}): CustomDomain {
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE);
  return { domainName: 'api.example.com', certificate, ...overrides };
}

function zoneIn(stack: Stack, zoneName = 'example.com') {
  return HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName });
}

/** The template of an API with one route. */
const templateFor = (props: (stack: Stack) => Partial<SecureHttpApiProps>) =>
  templateOf((stack) => apiIn(stack, props(stack)).addRoute('GET /x', RouteIntegration.http('https://example.com')));

const templateWith = (overrides: (stack: Stack) => Partial<CustomDomain>, props: Partial<SecureHttpApiProps> = {}) =>
  templateFor((stack) => ({ ...props, customDomain: domainIn(stack, overrides(stack)) }));

/** The URL of an API, as it resolves. */
function urlOf(build: (stack: Stack) => Partial<SecureHttpApiProps>): unknown {
  const stack = new Stack(new App(), 'Stack');
  return stack.resolve(apiIn(stack, build(stack)).url);
}

describe('a custom domain', () => {
  it('is Regional, takes TLS 1.2 and newer, and shows the certificate', () => {
    expect(
      onlyOf(
        templateWith(() => ({})),
        DOMAIN,
      ),
    ).toEqual({
      DomainName: 'api.example.com',
      DomainNameConfigurations: [{ CertificateArn: CERTIFICATE, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' }],
    });
  });

  it('leads to the stage of the API, once that is there', () => {
    const template = templateWith(() => ({}), { stageName: 'live' });
    const [{ Properties, DependsOn }] = Object.values(template.findResources(MAPPING));
    expect(Properties).toEqual({
      ApiId: { Ref: logicalIdOf(template, API) },
      DomainName: { Ref: logicalIdOf(template, DOMAIN) },
      Stage: 'live',
    });
    expect(DependsOn).toContain(logicalIdOf(template, 'AWS::ApiGatewayV2::Stage'));
  });

  it('user pain 28: is the only way in', () => {
    expect(
      onlyOf(
        templateWith(() => ({})),
        API,
      ).DisableExecuteApiEndpoint,
    ).toBe(true);
    expect(
      onlyOf(
        templateFor(() => ({})),
        API,
      ),
    ).not.toHaveProperty('DisableExecuteApiEndpoint');
  });

  it('user pain 28: can demand client certificates', () => {
    const template = templateWith((stack) => ({
      mutualTls: { bucket: Bucket.fromBucketName(stack, 'Truststore', 'truststore'), key: 'ca.pem', version: 'v1' },
    }));
    expect(onlyOf(template, DOMAIN).MutualTlsAuthentication).toEqual({
      TruststoreUri: 's3://truststore/ca.pem',
      TruststoreVersion: 'v1',
    });
    expect(onlyOf(template, API).DisableExecuteApiEndpoint).toBe(true);
  });

  it('demands no client certificates unless it is told', () => {
    expect(
      onlyOf(
        templateWith(() => ({})),
        DOMAIN,
      ),
    ).not.toHaveProperty('MutualTlsAuthentication');
  });
});

describe('DNS records of a custom domain', () => {
  it('are A and AAAA aliases in the zone', () => {
    const template = templateWith((stack) => ({ hostedZone: zoneIn(stack) }));
    const domain = logicalIdOf(template, DOMAIN);
    const alias = {
      HostedZoneId: 'Z1',
      Name: 'api.example.com.',
      AliasTarget: {
        DNSName: { 'Fn::GetAtt': [domain, 'RegionalDomainName'] },
        HostedZoneId: { 'Fn::GetAtt': [domain, 'RegionalHostedZoneId'] },
      },
    };
    const records = Object.values(propertiesOf(template, RECORD));
    expect(records).toHaveLength(2);
    expect(records).toEqual(
      expect.arrayContaining([
        { ...alias, Type: 'A' },
        { ...alias, Type: 'AAAA' },
      ]),
    );
  });

  it('have the name of the domain where that is the zone, or a token', () => {
    const namesWith = (domainName: string) => {
      const template = templateWith((stack) => ({ domainName, hostedZone: zoneIn(stack) }));
      return Object.values(propertiesOf(template, RECORD)).map(({ Name }) => Name);
    };
    expect(namesWith('example.com')).toEqual(['example.com.', 'example.com.']);
    const imported = { 'Fn::Join': ['', [{ 'Fn::ImportValue': 'Domain' }, '.']] };
    expect(namesWith(Fn.importValue('Domain'))).toEqual([imported, imported]);
  });

  it('are left to the user where no zone is given', () => {
    templateWith(() => ({})).resourceCountIs(RECORD, 0);
  });

  it('cannot be made in a zone of another domain', () => {
    expect(() => templateWith((stack) => ({ hostedZone: zoneIn(stack, 'example.org') }))).toThrow('example.org');
  });
});

describe('the name of a custom domain', () => {
  it.each([
    'https://api.example.com',
    'api.example.com/',
    'API.example.com',
    'localhost',
    'api..com',
    '-api.example.com',
    '',
  ])('cannot be "%s"', (domainName) => {
    expect(() => templateWith(() => ({ domainName }))).toThrow(
      `[Stack/Api] not a domain name, got "${domainName}"; write it in lower case and without scheme, such as "api.example.com"`,
    );
  });

  it('cannot be a wildcard', () => {
    expect(() => templateWith(() => ({ domainName: '*.example.com' }))).toThrow(
      '[Stack/Api] a wildcard domain has no URL of its own, got "*.example.com"; name one host',
    );
  });

  it.each([
    ['a lazy text', () => lazy('*.EXAMPLE.com'), '*.EXAMPLE.com'],
    ['an imported value', () => Fn.importValue('Domain'), { 'Fn::ImportValue': 'Domain' }],
    ['a parameter', (stack: Stack) => new CfnParameter(stack, 'Domain').valueAsString, { Ref: 'Domain' }],
  ])('can be %s', (_, domainName, expected) => {
    const template = templateWith((stack) => ({ domainName: domainName(stack) }));
    expect(onlyOf(template, DOMAIN).DomainName).toEqual(expected);
  });
});

describe('the base path of a custom domain', () => {
  const longest = 'x'.repeat(300);
  const addingPath = (basePath: string) => () => templateWith(() => ({ basePath }));

  it.each(['orders', 'orders/v1', 'a-b_c.d/1'])('user pain 27: can be "%s"', (basePath) => {
    expect(onlyOf(addingPath(basePath)(), MAPPING).ApiMappingKey).toBe(basePath);
  });

  it.each(['/orders', 'orders/', 'a//b', '', 'a b', 'orders?'])('user pain 27: cannot be "%s"', (basePath) => {
    expect(addingPath(basePath)).toThrow(
      `[Stack/Api] not a base path, got "${basePath}"; write it without slashes around it, such as "orders/v1"`,
    );
  });

  it('can have 300 characters and no more', () => {
    expect(onlyOf(addingPath(longest)(), MAPPING).ApiMappingKey).toBe(longest);
    expect(addingPath(`${longest}x`)).toThrow(`[Stack/Api] not a base path, got "${longest}x"`);
  });

  it.each([
    ['a lazy text', () => lazy('orders'), 'orders'],
    ['an imported value', () => Fn.importValue('Path'), { 'Fn::ImportValue': 'Path' }],
    ['a parameter', (stack: Stack) => new CfnParameter(stack, 'Path').valueAsString, { Ref: 'Path' }],
  ])('can be %s', (_, basePath, expected) => {
    const template = templateWith((stack) => ({ basePath: basePath(stack) }));
    expect(onlyOf(template, MAPPING).ApiMappingKey).toEqual(expected);
  });
});

describe('the URL of an API', () => {
  const executeApi = (id: unknown, ...rest: string[]) => ({
    'Fn::Join': [
      '',
      ['https://', id, '.execute-api.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, ...rest],
    ],
  });
  const own = { Ref: expect.stringMatching(/^Api/) };

  it.each([
    ['the domain', {}, 'https://api.example.com'],
    ['the path under the domain', { basePath: 'orders/v1' }, 'https://api.example.com/orders/v1'],
    ['the domain that a token stands for', { domainName: lazy('api.example.org') }, 'https://api.example.org'],
  ])('is %s, without the stage', (_, overrides, url) => {
    expect(urlOf((stack) => ({ stageName: 'live', customDomain: domainIn(stack, overrides) }))).toBe(url);
  });

  it('is that of the execute-api endpoint where there is no domain', () => {
    expect(urlOf(() => ({}))).toEqual(executeApi(own));
  });

  it.each([
    ['live', '/live'],
    ['$default', undefined],
  ])('has the stage %s in its path', (stageName, path) => {
    expect(urlOf(() => ({ stageName }))).toEqual(executeApi(own, ...(path ? [path] : [])));
  });

  it('is that of the Region and the partition of the stack', () => {
    const stack = new Stack(new App(), 'Stack', { env: { region: 'cn-north-1', account: '111111111111' } });
    expect(stack.resolve(apiIn(stack).url)).toMatchObject({
      'Fn::Join': ['', ['https://', own, '.execute-api.cn-north-1.', { Ref: 'AWS::URLSuffix' }]],
    });
  });

  it('is made from the id of an imported API, unless it is given', () => {
    const stack = new Stack(new App(), 'Stack');
    const imported = (id: string, attributes: { stageName?: string; url?: string }) => {
      const all = { httpApiId: 'a1b2', authorization: jwt(), ...attributes };
      return stack.resolve(SecureHttpApi.fromAttributes(stack, id, all).url) as unknown;
    };
    const [before, suffix] = ['https://a1b2.execute-api.', { Ref: 'AWS::URLSuffix' }];
    expect(imported('Default', {})).toEqual({ 'Fn::Join': ['', [before, { Ref: 'AWS::Region' }, '.', suffix]] });
    expect(imported('Stage', { stageName: 'live' })).toEqual({
      'Fn::Join': ['', [before, { Ref: 'AWS::Region' }, '.', suffix, '/live']],
    });
    expect(imported('Given', { url: 'https://api.example.com' })).toBe('https://api.example.com');
  });
});

describe('a domain of several APIs', () => {
  const withTwo = (second: (stack: Stack) => Partial<CustomDomain>) =>
    templateOf((stack) => {
      const domain = domainIn(stack, { hostedZone: zoneIn(stack) });
      for (const [id, options] of Object.entries({ Orders: { basePath: 'orders' }, Users: second(stack) })) {
        const api = apiIn(stack, { customDomain: { ...domain, ...options } }, id);
        api.addRoute('GET /x', RouteIntegration.http('https://backend.example.com'));
      }
    });

  it('user pain 27: is made once, with a path for each', () => {
    const template = withTwo(() => ({ basePath: 'users/v1' }));
    template.resourceCountIs('AWS::ApiGatewayV2::DomainName', 1);
    template.resourceCountIs('AWS::Route53::RecordSet', 2);
    const keys = Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::ApiMapping')).map(
      (mapping) => mapping.ApiMappingKey,
    );
    expect(keys).toEqual(['orders', 'users/v1']);
  });

  it('user pain 27: cannot have two of them at one path', () => {
    expect(() => withTwo(() => ({ basePath: 'orders' }))).toThrow(
      '[Stack/Users] another API is at this path of the domain, got "orders"; ' +
        'give one of them a basePath of its own; Stack/Orders has this one',
    );
  });

  it('has one certificate, zone and truststore', () => {
    expect(() => withTwo(() => ({ hostedZone: undefined }))).toThrow(
      '[Stack/Users] another API has this domain with other settings, got "api.example.com"; give every API on it the same',
    );
  });
});

import { App, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { HttpMethod, MappingValue, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIntegrationOptions, RouteIntegration } from '../../../lib';
import { apiIn } from '../api-under-test';
import { adding, integrationOf, logicalIdOf, onlyOf, templateOfIntegration } from '../fixtures';

const URL = 'https://backend.example.com/v1';
const WHERE = '[Stack/Api/POST --x]';

const lazy = (text: string) => Lazy.string({ produce: () => text });
const withOptions = (options: HttpIntegrationOptions) => integrationOf(() => RouteIntegration.http(URL, options));
const addingMapping = (requestMapping: ParameterMapping) =>
  adding(() => RouteIntegration.http(URL, { requestMapping }));
const addingAnswers = (responseMapping: Record<string, ParameterMapping>) =>
  adding(() => RouteIntegration.http(URL, { responseMapping }));

describe('an HTTP integration', () => {
  it('proxies to the URL by the method of the request', () => {
    const template = templateOfIntegration(() => RouteIntegration.http(URL));
    expect(onlyOf(template, 'AWS::ApiGatewayV2::Integration')).toEqual({
      ApiId: { Ref: logicalIdOf(template, 'AWS::ApiGatewayV2::Api') },
      IntegrationType: 'HTTP_PROXY',
      IntegrationUri: URL,
      IntegrationMethod: 'ANY',
      PayloadFormatVersion: '1.0',
    });
  });

  it('calls by the method it is told', () => {
    expect(withOptions({ method: HttpMethod.PUT }).IntegrationMethod).toBe('PUT');
  });

  it.each(['backend.example.com/v1', 'ftp://backend.example.com', 'https://', '/v1', ''])('cannot call "%s"', (url) => {
    expect(adding(() => RouteIntegration.http(url))).toThrow(
      `${WHERE} not an http or https URL, got "${url}"; write it in full, such as "https://backend.example.com/{proxy}"`,
    );
  });

  it.each([
    ['a lazy text', () => lazy('backend.example.com'), 'backend.example.com'],
    ['an imported value', () => Fn.importValue('Url'), { 'Fn::ImportValue': 'Url' }],
    ['a parameter', (stack: Stack) => new CfnParameter(stack, 'Url').valueAsString, { Ref: 'Url' }],
  ])('calls %s unchecked', (_, url, expected) => {
    expect(integrationOf((stack) => RouteIntegration.http(url(stack))).IntegrationUri).toEqual(expected);
  });

  it('does not look for parameters in a token', () => {
    const url = lazy('https://backend.example.com/{id}');
    expect(integrationOf(() => RouteIntegration.http(url)).IntegrationUri).toBe('https://backend.example.com/{id}');
  });
});

describe('an HTTP integration over plain HTTP', () => {
  const WARNING = Match.stringLikeRegexp('requests go to backend.example.com unencrypted over the internet; use https');
  const annotationsOf = (url: string) => {
    const stack = new Stack(new App(), 'Stack');
    apiIn(stack).addRoute('POST /x', RouteIntegration.http(url));
    return Annotations.fromStack(stack);
  };

  it('is warned of on its route', () => {
    annotationsOf('http://backend.example.com/v1').hasWarning('/Stack/Api/POST --x', WARNING);
  });

  it.each([
    ['over TLS', URL],
    ['on this machine', 'http://localhost:3000'],
    ['at a token', lazy('http://backend.example.com/v1')],
  ])('is not warned of when it is %s', (_, url) => {
    annotationsOf(url).hasNoWarning('*', Match.stringLikeRegexp('unencrypted'));
  });
});

describe('changes to the request', () => {
  it('reach the template as they are written', () => {
    const requestMapping = new ParameterMapping()
      .appendHeader('x-request', MappingValue.contextVariable('requestId'))
      .overwriteHeader('x-tenant', MappingValue.custom('blue'))
      .removeHeader('cookie')
      .appendQueryString('trace', MappingValue.requestHeader('x-trace'))
      .overwriteQueryString('page', MappingValue.custom('1'))
      .removeQueryString('debug')
      .overwritePath(MappingValue.custom('/v2'));
    expect(withOptions({ requestMapping }).RequestParameters).toEqual({
      'append:header.x-request': '$context.requestId',
      'overwrite:header.x-tenant': 'blue',
      'remove:header.cookie': '',
      'append:querystring.trace': '$request.header.x-trace',
      'overwrite:querystring.page': '1',
      'remove:querystring.debug': '',
      'overwrite:path': '/v2',
    });
  });

  it.each([
    'header.x',
    'set:header.x',
    'append:path',
    'remove:path',
    'overwrite:body.x',
    'append:header.',
    'overwrite:statuscode',
  ])('cannot be "%s"', (key) => {
    expect(addingMapping(new ParameterMapping().custom(key, 'v'))).toThrow(
      `${WHERE} requestMapping has a key that the service does not know, got "${key}"; see https://docs.aws.amazon.com/`,
    );
  });

  it.each([
    'Authorization',
    'authorization',
    'x-amz-date',
    'X-Forwarded-For',
    'access-control-allow-origin',
    'via',
    'TE',
  ])('cannot touch the header %s (H-76)', (header) => {
    const value = MappingValue.custom('v');
    const got = `${WHERE} requestMapping touches a header that API Gateway reserves, got "${header}"; see https://`;
    expect(addingMapping(new ParameterMapping().appendHeader(header, value))).toThrow(got);
    expect(addingMapping(new ParameterMapping().overwriteHeader(header, value))).toThrow(got);
    expect(addingMapping(new ParameterMapping().removeHeader(header))).toThrow(got);
  });

  it.each(['append:header.x-authorization', 'remove:header.x-forwarded-port', 'overwrite:querystring.authorization'])(
    'can be "%s"',
    (key) => {
      const requestMapping = new ParameterMapping().custom(key, 'v');
      expect(withOptions({ requestMapping }).RequestParameters).toEqual({ [key]: 'v' });
    },
  );

  it('can have a token for a key and for a value', () => {
    const requestMapping = new ParameterMapping()
      .custom(lazy('append:header.via'), 'v')
      .custom('append:header.x', Fn.importValue('Value'));
    expect(withOptions({ requestMapping }).RequestParameters).toEqual({
      'append:header.via': 'v',
      'append:header.x': { 'Fn::ImportValue': 'Value' },
    });
  });
});

describe('changes to the answer', () => {
  it('reach the template by status', () => {
    const responseMapping = {
      '404': new ParameterMapping().custom('overwrite:statuscode', '410').removeHeader('server'),
      '200': new ParameterMapping().appendHeader('x-request', MappingValue.contextVariable('requestId')),
    };
    expect(withOptions({ responseMapping }).ResponseParameters).toEqual({
      '404': {
        ResponseParameters: [
          { Destination: 'overwrite:statuscode', Source: '410' },
          { Destination: 'remove:header.server', Source: '' },
        ],
      },
      '200': { ResponseParameters: [{ Destination: 'append:header.x-request', Source: '$context.requestId' }] },
    });
  });

  it.each(['199', '600', '20', '2000', '4xx', 'default'])('cannot be those of status "%s"', (status) => {
    expect(addingAnswers({ [status]: new ParameterMapping() })).toThrow(
      `${WHERE} responseMapping is by status code, 200 to 599, got "${status}"; write one entry a status, such as "404"`,
    );
  });

  it.each(['200', '599'])('can be those of status %s', (status) => {
    const responseMapping = { [status]: new ParameterMapping().removeHeader('server') };
    expect(Object.keys(withOptions({ responseMapping }).ResponseParameters as object)).toEqual([status]);
  });

  it('can be those of a status that is a token', () => {
    const responseMapping = { [lazy('404')]: new ParameterMapping().removeHeader('server') };
    expect(Object.keys(withOptions({ responseMapping }).ResponseParameters as object)).toEqual(['404']);
  });

  it.each(['append:querystring.x', 'overwrite:path', 'append:statuscode', 'header.x'])('cannot be "%s"', (key) => {
    expect(addingAnswers({ '404': new ParameterMapping().custom(key, 'v') })).toThrow(
      `${WHERE} responseMapping 404 has a key that the service does not know, got "${key}"; see https://`,
    );
  });

  it.each(['append:header.Access-Control-Allow-Origin', 'remove:header.x-amzn-requestid'])(
    'cannot be "%s" (H-76)',
    (key) => {
      expect(addingAnswers({ '404': new ParameterMapping().custom(key, 'v') })).toThrow(
        `${WHERE} responseMapping 404 touches a header that API Gateway reserves, got "${key.split('.')[1]}"; see https://`,
      );
    },
  );

  it('cannot touch a reserved header by another spelling of the key (H-76)', () => {
    expect(addingAnswers({ '404': new ParameterMapping().custom('APPEND:HEADER.via', 'v') })).toThrow(
      'responseMapping 404',
    );
  });

  it('can have a token for a key and for a value', () => {
    const mapping = new ParameterMapping().custom(lazy('append:header.via'), Fn.importValue('Value'));
    expect(withOptions({ responseMapping: { '404': mapping } }).ResponseParameters).toEqual({
      '404': { ResponseParameters: [{ Destination: 'append:header.via', Source: { 'Fn::ImportValue': 'Value' } }] },
    });
  });
});

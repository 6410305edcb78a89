import { Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CorsHttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Authorization, ChannelRule, ClientsWithoutOrigin, Cors, TokenExpiry } from '../../lib';
import { apiIn, functionIn, handlerOf, idsOf, making, templateWith } from './api-under-test';

const origins = (cors: Cors, clientsWithoutOrigin?: ClientsWithoutOrigin) => {
  const { settings } = handlerOf(templateWith({ cors, clientsWithoutOrigin }), 'Handlers/Connect');
  return { origins: settings.origins, allowWithoutOrigin: settings.allowWithoutOrigin };
};

describe('origins of handshakes (W-9)', () => {
  it('are an allow-list with patterns, which clients without an origin are not on', () => {
    expect(origins(Cors.allowOrigins(['https://app.example.com', 'https://*.example.org']))).toEqual({
      origins: ['https://app.example.com', 'https://*.example.org'],
      allowWithoutOrigin: false,
    });
  });

  it('may be any, with a warning', () => {
    expect(origins(Cors.allowAnyOrigin())).toEqual({ origins: ['*'], allowWithoutOrigin: false });
    const stack = new Stack();
    apiIn(stack, { cors: Cors.allowAnyOrigin() });
    Annotations.fromStack(stack).hasWarning('/Default/Live', Match.stringLikeRegexp('Cors.anyOrigin'));
  });

  it('may be none, for clients that are no browsers', () => {
    expect(origins(Cors.disabled(), ClientsWithoutOrigin.ALLOW)).toEqual({ origins: [], allowWithoutOrigin: true });
    expect(making({ cors: Cors.disabled() })).toThrow(
      '[Stack/Live] nobody could connect: cors allows no page, and clients without an origin are refused, got "REFUSE"; ',
    );
  });

  it('are warned about where they are plain http', () => {
    const stack = new Stack();
    apiIn(stack, { cors: Cors.allowOrigins(['http://app.example.com', 'http://localhost:3000']) });
    const annotations = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('plainHttpOrigin'));
    expect(annotations.map(({ entry }) => String(entry.data))).toEqual([
      expect.stringContaining('http://app.example.com'),
    ]);
  });

  it.each([
    ['methods', { methods: [CorsHttpMethod.GET] }],
    ['headers', { headers: ['X-Trace'] }],
    ['exposeHeaders', { exposeHeaders: ['X-Trace'] }],
    ['maxAge', { maxAge: Duration.hours(1) }],
  ])('have no %s', (name, options) => {
    const text = `[Stack/Live] cors.${name} means nothing to a WebSocket API`;
    expect(making({ cors: Cors.allowOrigins(['https://a.example.com'], options) })).toThrow(text);
    expect(making({ cors: Cors.allowAnyOrigin(options) })).toThrow(text);
  });

  it('take `credentials`, as one value serves several APIs', () => {
    expect(making({ cors: Cors.allowOrigins(['https://a.example.com'], { credentials: true }) })).not.toThrow();
  });

  it('are never left to chance', () => {
    expect(making({ cors: undefined })).toThrow('[Stack/Live] cors is missing, got undefined; say which pages');
  });
});

describe('the end of an authorization', () => {
  it('closes the connection', () => {
    const template = templateWith({});
    const { settings } = handlerOf(template, 'Handlers/Connect');
    const [queue] = idsOf(template, 'AWS::SQS::Queue', 'LiveHandlersExpiryQueue');
    expect(settings.expiryQueueUrl).toBe(`<${queue}>`);
    expect(handlerOf(template, 'Handlers/CloseExpired').settings).toEqual({
      tableName: settings.tableName,
      disconnectedQueueUrls: [],
      expiryQueueUrl: `<${queue}>`,
      callbackUrl: expect.stringMatching(
        /^https:\/\/<LiveApi\w+>\.execute-api\.<AWS::Region>\.<AWS::URLSuffix>\/prod$/,
      ) as string,
    });
  });

  it('closes that of a Lambda authorizer too', () => {
    const template = templateWith({}, (_, stack) => {
      apiIn(stack, { authorization: Authorization.lambda(functionIn(stack)) }, 'Other');
    });
    expect(idsOf(template, 'AWS::Lambda::Function', 'OtherHandlersCloseExpired')).toHaveLength(1);
  });

  it.each([
    ['the user says so', { tokenExpiry: TokenExpiry.KEEP_OPEN }],
    ['IAM never ends', { authorization: Authorization.iam() }],
    ['there is no authorization', { authorization: Authorization.none() }],
  ])('is ignored where %s', (_, props) => {
    const template = templateWith(props);
    expect(idsOf(template, 'AWS::Lambda::Function', 'LiveHandlersCloseExpired')).toEqual([]);
    expect(idsOf(template, 'AWS::SQS::Queue', 'LiveHandlersExpiry')).toEqual([]);
    expect(handlerOf(template, 'Handlers/Connect').settings).not.toHaveProperty('expiryQueueUrl');
  });
});

it('the claims that rules ask for are kept with the connection, each once', () => {
  const channels = [
    ChannelRule.claims('tenant:{tenant_id}:{role}'),
    ChannelRule.claims('staff:{role}'),
    ChannelRule.open('news'),
  ];
  expect(handlerOf(templateWith({ channels }), 'Handlers/Connect').settings.claims).toEqual(['role', 'tenant_id']);
  expect(handlerOf(templateWith({}), 'Handlers/Connect').settings.claims).toEqual([]);
});

it('more origins than the function can be told are refused before anything is deployed', () => {
  const origins = (count: number): Cors =>
    Cors.allowOrigins(Array.from({ length: count }, (_, index) => `https://customer-${index}.portal.example.com`));
  expect(making({ cors: origins(80) }, (_, stack) => Template.fromStack(stack))).not.toThrow();
  expect(making({ cors: origins(140) }, (_, stack) => Template.fromStack(stack))).toThrow(
    /\[Stack\/Live\/Handlers\/Connect\/Function\] the handler connect is to be told \d+ bytes, .* cover several origins/,
  );
});

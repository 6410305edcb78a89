import { Fn } from 'aws-cdk-lib';
import { Authorization, ChannelRule } from '../../lib';
import { apiIn, functionIn, handlerOf, idsOf, making, propertiesOf, templateOf, templateWith } from './api-under-test';

const throttle = { rateLimit: 5, burstLimit: 10 };

describe('rules for channels', () => {
  it('are what the handler is told', () => {
    const template = templateOf((stack) => {
      apiIn(stack, {
        channels: [
          ChannelRule.open('news'),
          ChannelRule.claims('tenant:{tenant_id}', { presence: true }),
          ChannelRule.lambda('room:*', functionIn(stack), { presence: true }),
        ],
        channelsPerConnection: 7,
      });
    });
    const [fn] = idsOf(template, 'AWS::Lambda::Function', 'Function');
    const [table] = idsOf(template, 'AWS::DynamoDB::Table');
    expect(handlerOf(template, 'Channels').settings).toEqual({
      tableName: `<${table}>`,
      rules: [
        { kind: 'open', pattern: 'news' },
        { kind: 'claims', template: 'tenant:{tenant_id}', presence: true },
        { kind: 'function', pattern: 'room:*', functionArn: `<${fn}.Arn>`, presence: true },
      ],
      mostChannels: 7,
    });
  });

  it('let a connection into 50 channels by default', () => {
    const template = templateWith({ channels: [ChannelRule.open('news')] });
    expect(handlerOf(template, 'Channels').settings).toMatchObject({ mostChannels: 50 });
  });

  it('need no function where there are none', () => {
    expect(idsOf(templateWith({}), 'AWS::Lambda::Function', 'LiveChannels')).toEqual([]);
    expect(idsOf(templateWith({ channels: [] }), 'AWS::Lambda::Function', 'LiveChannels')).toEqual([]);
  });

  it.each([Authorization.iam(), Authorization.none()])('ask for claims only where there are some', (authorization) => {
    expect(making({ authorization, channels: [ChannelRule.claims('t:{id}')] })).toThrow(
      `[Stack/Live] callers of this API have no claims (${authorization._intent.kind}), got "t:{id}"; `,
    );
    expect(making({ authorization, channels: [ChannelRule.open('news')] })).not.toThrow();
  });

  it('fit into the environment of the function', () => {
    const channels = Array.from({ length: 100 }, (_, index) => ChannelRule.open(`a-rather-long-name-${index}`));
    expect(() => templateWith({ channels })).toThrow(
      /the handler channels is to be told \d+ bytes, more than the 4096 of a function's environment; name many channels/,
    );
  });

  it.each([
    [() => ChannelRule.open(''), 'ChannelRule.open'],
    [() => ChannelRule.open('é'.repeat(129)), 'the pattern must have 1 to 256 bytes'],
    [() => ChannelRule.open('tenant:{id}'), 'got "tenant:{id}"; use ChannelRule.claims'],
    [() => ChannelRule.claims('news'), 'the template names no claim, got "news"'],
    [() => ChannelRule.claims('t:{a}:{'), 'the template names no claim'],
    [() => ChannelRule.claims('t:{}'), 'the template names no claim'],
    [() => ChannelRule.claims('t:{a}{b}'), 'claims side by side make the same name of different values'],
    [() => ChannelRule.claims('t:{claims}'), 'the service keeps the name "claims" to itself'],
    [() => ChannelRule.open('a\u0001b'), 'the pattern has control characters'],
    [() => ChannelRule.claims('t:\n{a}'), 'the pattern has control characters'],
    [() => ChannelRule.open(undefined as never), 'the pattern is missing'],
    [() => ChannelRule.claims('t:{a}:*'), 'a template of claims has no "*"'],
    [() => ChannelRule.claims(Fn.importValue('Template')), 'the template must be known at synthesis'],
  ])('are checked', (make, message) => {
    expect(make).toThrow(message);
  });

  it('may be known at deployment only', () => {
    expect(() => ChannelRule.open(Fn.importValue('Pattern'))).not.toThrow();
    expect(() => ChannelRule.open('é'.repeat(128))).not.toThrow();
  });

  it('are given, each of them', () => {
    const channels = [ChannelRule.open('news'), undefined as never];
    expect(making({ channels })).toThrow('[Stack/Live] channels[1] is missing, got undefined; give a rule, such as');
  });

  it.each([0, 1_001, 1.5])('let into %p channels', (channelsPerConnection) => {
    expect(() => templateWith({ channels: [ChannelRule.open('news')], channelsPerConnection })).toThrow(
      '[Stack/Live/Channels] channelsPerConnection is out of range',
    );
  });

  it.each([{ channelsPerConnection: 5 }, { channelThrottle: throttle }, { presenceThrottle: throttle }])(
    'are what %p is for',
    (props) => {
      const [[name, value]] = Object.entries(props);
      const message = `[Stack/Live] ${name} without channels, got ${JSON.stringify(value)}; name channels`;
      expect(making(props)).toThrow(message);
    },
  );
});

describe('throttles of the actions on channels', () => {
  const news = [ChannelRule.open('news')];
  const present = [ChannelRule.open('news', { presence: true })];
  const settingsOf = (props: Parameters<typeof templateWith>[0]): unknown =>
    Object.values(propertiesOf(templateWith(props), 'AWS::ApiGatewayV2::Stage'))[0].RouteSettings;

  it("are low for presence, and the stage's for the others", () => {
    expect(settingsOf({ channels: present })).toEqual({
      presence: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
    });
    expect(settingsOf({ channels: news })).toBeUndefined();
  });

  it('can be chosen', () => {
    const presenceThrottle = { rateLimit: 1, burstLimit: 2 };
    const chosen = { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 };
    expect(settingsOf({ channels: present, channelThrottle: throttle, presenceThrottle })).toEqual({
      presence: { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 },
      subscribe: chosen,
      unsubscribe: chosen,
    });
  });

  it('are checked', () => {
    const none = { rateLimit: 0, burstLimit: 1 };
    expect(making({ channels: news, channelThrottle: none })).toThrow('throttle.rateLimit must be above 0');
    expect(making({ channels: present, presenceThrottle: none })).toThrow('throttle.rateLimit must be above 0');
    expect(making({ channels: news, presenceThrottle: throttle })).toThrow(
      '[Stack/Live] presenceThrottle without presence, got {"rateLimit":5,"burstLimit":10}; ',
    );
  });
});

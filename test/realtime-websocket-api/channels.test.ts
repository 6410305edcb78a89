import { Fn } from 'aws-cdk-lib';
import { Authorization, ChannelRule } from '../../lib';
import { apiIn, functionIn, handlerOf, idsOf, making, templateOf, templateWith } from './api-under-test';

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
      /the rules for channels take \d+ of the 4096 bytes that a function has for its environment; name many/,
    );
  });

  it.each([
    [() => ChannelRule.open(''), 'ChannelRule.open'],
    [() => ChannelRule.open('é'.repeat(129)), 'the pattern must have 1 to 256 bytes'],
    [() => ChannelRule.open('tenant:{id}'), 'got "tenant:{id}"; use ChannelRule.claims'],
    [() => ChannelRule.claims('news'), 'the template names no claim, got "news"'],
    [() => ChannelRule.claims('t:{a}:{'), 'the template names no claim'],
    [() => ChannelRule.claims('t:{}'), 'the template names no claim'],
    [() => ChannelRule.claims('t:{a}:*'), 'a template of claims has no "*"'],
    [() => ChannelRule.claims(Fn.importValue('Template')), 'the template must be known at synthesis'],
  ])('are checked', (make, message) => {
    expect(make).toThrow(message);
  });

  it('may be known at deployment only', () => {
    expect(() => ChannelRule.open(Fn.importValue('Pattern'))).not.toThrow();
    expect(() => ChannelRule.open('é'.repeat(128))).not.toThrow();
  });

  it.each([0, 1_001, 1.5])('let into %p channels', (channelsPerConnection) => {
    expect(() => templateWith({ channels: [ChannelRule.open('news')], channelsPerConnection })).toThrow(
      '[Stack/Live/Channels] channelsPerConnection is out of range',
    );
  });

  it('are what channelsPerConnection is for', () => {
    expect(making({ channelsPerConnection: 5 })).toThrow('[Stack/Live] channelsPerConnection without channels, got 5');
  });
});

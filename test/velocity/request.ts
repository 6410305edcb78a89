/** What every template of the comparison is rendered with. */
export const REQUEST = {
  body: JSON.stringify({
    text: 'Hello',
    empty: '',
    whole: 7,
    truth: true,
    lie: false,
    nothing: null,
    list: [1, 'two', { three: 3 }, null, [4, 5]],
    words: ['b', 'a', 'c'],
    none: [],
    map: { b: 'x', a: 2, '10': 'ten', '9': 'nine' },
    items: [
      { id: 1, name: "Ada's", price: 249.99 },
      { id: 2, name: 'a "quoted" one', price: 0.5 },
    ],
    url: 'https://example.com/a?b=c',
    odd: 'tab\t line\n quote" back\\slash é \u2028',
    'with space': 1,
  }).replace('"whole"', '"large": 12345678901234567890, "one": 1.0, "many": 1e7, "tiny": 1.5E-5, "whole"'),
  parameters: {
    path: { id: 'p1', both: 'path' },
    querystring: { q: 'search', both: 'query', blank: '' },
    header: { Accept: '*/*', 'X-Trace': 'a=b', both: 'header' },
  },
  context: { stage: 'v1', requestTimeEpoch: 1_700_000_000_000, identity: { sourceIp: '192.0.2.1', user: null } },
  stageVariables: { table: 'orders' },
};

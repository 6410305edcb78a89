import fc from 'fast-check';

const SEED = 20_261_121;

/** Templates that are made by chance, the same in every run. */
export function generatedTemplates(count: number): string[] {
  return fc.sample(template, { seed: SEED, numRuns: count });
}

const variable = fc.constantFrom('$x', '$y', '${x}', '$!y', '$list', '$map', '$text', '$nope', '$map.a', '$list[0]');
const path = fc.constantFrom('text', 'whole', 'one', 'list', 'map', 'items[0].price', 'nope', 'truth', 'nothing');
const input = path.map((name) => `$input.path('$.${name}')`);
const call = fc
  .tuple(
    fc.constantFrom('$text', '$list', '$map', '$x', '$nope'),
    fc.constantFrom('length()', 'size()', 'isEmpty()', 'toString()', 'get(0)', 'get("a")', 'contains("a")', 'keySet()'),
  )
  .map(([root, method]) => `${root}.${method}`);
const reference = fc.oneof({ arbitrary: variable, weight: 3 }, input, call);

const number = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map(String),
  fc.constantFrom('1.5', '0.25', '100.0', '2147483647'),
);
// no empty text, which null equals
const text = fc.constantFrom('"a"', "'b'", '"$x"', '"1"', '"[$nope]"', `'it''s'`);
const literal = fc.oneof(number, text, fc.constantFrom('true', 'false', '[1, "a"]', '{"a": 1}', '[1..3]', '[]', '{}'));

const { expression } = fc.letrec<{ expression: string; operand: string }>((tie) => ({
  operand: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(literal, reference),
    tie('expression').map((inner) => `(${inner})`),
    tie('expression').map((inner) => `!(${inner})`),
  ),
  expression: fc
    .tuple(
      tie('operand'),
      fc.array(
        fc.tuple(
          fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '>=', '&&', '||', 'and', 'gt'),
          tie('operand'),
        ),
        { maxLength: 2 },
      ),
    )
    .map(([first, others]) => [first, ...others.map(([operator, operand]) => `${operator} ${operand}`)].join(' ')),
}));

const space = fc.constantFrom('', '', ' ', '\n', '\n  ', '\t\n');
const prose = fc.constantFrom(
  'a',
  'a b',
  '"key": ',
  '{',
  '}',
  ', ',
  '\\',
  '\\$x',
  '\\#if',
  '$5',
  '# ',
  '#fff',
  '## c\n',
  '#*c*#',
);

const { block } = fc.letrec<{ block: string; statement: string }>((tie) => ({
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    prose,
    reference,
    fc
      .tuple(fc.constantFrom('$x', '$y', '$map.a', '$list[0]'), expression)
      .map(([to, value]) => `#set(${to} = ${value})`),
    fc.tuple(expression, tie('block')).map(([condition, body]) => `#if(${condition})${body}#end`),
    fc
      .tuple(expression, tie('block'), expression, tie('block'), tie('block'))
      .map(([first, a, second, b, c]) => `#if(${first})${a}#elseif(${second})${b}#{else}${c}#end`),
    fc
      .tuple(
        fc.oneof(reference, literal),
        tie('block'),
        fc.constantFrom('', '$foreach.count', '#if($x == 1)#break#end'),
      )
      .map(([items, body, more]) => `#foreach($x in ${items})${more}${body}#if($foreach.hasNext),#end#end`),
    tie('block').map((body) => `#define($y)${body}#end`),
  ),
  block: fc
    .array(fc.tuple(space, tie('statement'), space), { minLength: 1, maxLength: 3 })
    .map((statements) => statements.flat().join('')),
}));

const template = block.map(
  (body) => `#set($x = 1)#set($text = "some text")#set($list = ["a", 2])#set($map = {"a": "b", "c": [1]})${body}\n`,
);

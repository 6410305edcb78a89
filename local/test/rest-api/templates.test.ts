import { JavaInterpreter } from '../../src/templates/java-interpreter';
import { TemplateInput } from '../../src/templates/template-input';
import { TemplateUtil } from '../../src/templates/template-util';
import { parseVelocity } from '../../src/templates/velocity';

const BODY = JSON.stringify({ foo: 'bar', n: 7, list: [{ foo: 'bar' }, 1], empty: '', o: { a: 1, b: 'x' } });
const PARAMETERS = { path: { id: 'p' }, querystring: { id: 'q', q: 'q' }, header: { id: 'h', Accept: '*/*' } };

const render = (template: string, body = BODY) =>
  new JavaInterpreter(parseVelocity(template)).render({
    input: new TemplateInput(body, PARAMETERS),
    util: new TemplateUtil(),
    context: { requestTimeEpoch: 1, stage: 'v1' },
  });

it.each<[rule: string, template: string, expected: string]>([
  ['R-109: the raw body', '$input.body', BODY],
  ['R-110: JSON of a text', "$input.json('$.foo')", '"bar"'],
  ['R-110: JSON of a list', "$input.json('$.list')", '[{"foo":"bar"},1]'],
  ['R-110: a missing path', "$input.json('$.nope')", '""'],
  ['R-111: a text', "$input.path('$.foo')", 'bar'],
  ['R-111: missing prints nothing', "[$input.path('$.nope')]", '[]'],
  ['R-111: missing equals the empty text', "#if($input.path('$.nope') == '')yes#end", 'yes'],
  ['R-111: an object prints as Java does', "$input.path('$.o')", '{a=1, b=x}'],
  ['R-111: a list prints as JSON', "$input.path('$.list')", '[{"foo":"bar"},1]'],
  ['R-111: a list in an object', "#set($m = {})#set($m.list = $input.path('$.list'))$m", '{list=[{"foo":"bar"},1]}'],
  [
    'R-111: size, get, index',
    "$input.path('$.list').size() $input.path('$.list').get(1) $input.path('$.list')[0].foo",
    '2 1 bar',
  ],
  [
    'R-112: path before query string before header',
    "$input.params('id') $input.params('q') $input.params('Accept')",
    'p q */*',
  ],
  ['R-112: missing is empty, names have a case', "[$input.params('accept')]", '[]'],
  ['R-112: the map of all', '#set($p = $input.params())$p.header.Accept $p.get("path").get("id")', '*/* p'],
  ['R-113: escapes', `$util.escapeJavaScript("it's ""q""")`.replaceAll('""', '"').replace('"q"', 'q'), "it\\'s q"],
  ['R-113: the quote is mended', `$util.escapeJavaScript("it's").replaceAll("\\\\'","'")`, "it's"],
  ['R-113: parseJson', `$util.parseJson('{"a": [1]}').a.size()`, '1'],
  ['R-113: URL coding', "$util.urlEncode('a b&ü') $util.urlDecode('a+b%26')", 'a+b%26%C3%BC a b&'],
  ['R-113: base64', "$util.base64Encode('hi') $util.base64Decode('aGk=')", 'aGk= hi'],
  ['R-116: a null reference prints nothing', '[$nope][$nope.a.b][$!nope][${nope}]', '[][][][]'],
  ['R-116: foreach', '#foreach($i in [1..3])$foreach.index:$i#if($foreach.hasNext),#end#end', '0:1,1:2,2:3'],
  ['R-116: foreach over a map', '#foreach($e in $input.path("$.o").entrySet())$e.key=$e.value;#end', 'a=1;b=x;'],
  ['R-116: nested foreach', '#foreach($a in [1,2])#foreach($b in [3,4])$a$b #end$a;#end', '13 14 1;23 24 2;'],
  ['R-116: put and assignment into maps', '#set($m = {"a": 1})$m.put("b", 2)#set($m.c = 3)$m', '{a=1, b=2, c=3}'],
  ['truth: only null and false are false', '#if("")a#end#if(0)b#end#if($nope)c#end#if(false)d#end', 'ab'],
  ['else if', '#if(1 == 2)a#elseif(2 == 2)b#{else}c#end', 'b'],
  ['operators', '#if(!$nope && (1 < 2 || false) && "a" != "b")yes#end', 'yes'],
  ['whole numbers stay whole', '#set($x = 7 / 2)$x #set($y = -7 / 2)$y #set($z = 7 % 4)$z', '3 -3 3'],
  ['texts and numbers compare as text', '#if("7" == $input.path("$.n"))yes#end', 'yes'],
  ['String.matches is about the whole text', '#set($s = "abc")#if($s.matches("b"))no#end', ''],
  [
    'methods of a text',
    '#set($s = "Hello")$s.length() $s.contains("ell") $s.equals("hello") $s.toUpperCase() $s.substring(1, 3)',
    '5 true false HELLO el',
  ],
  [
    'methods of a map',
    '#set($m = $input.path("$.o"))$m.containsKey("a") $m.isEmpty() $m.keySet().size()',
    'true false 2',
  ],
  ['replaceAll takes a pattern', '#set($s = "a.b.c")$s.replaceAll("[.]", "-") $s.replace(".", "+")', 'a-b-c a+b+c'],
  ['split', '#set($s = "a,b,,")$s.split(",").size()', '2'],
  [
    'the names of JavaScript are unknown',
    '[$input.path("$.list").length][$input.constructor][$input.path("$.foo").length]',
    '[][][]',
  ],
])('%s', (_, template, expected) => {
  expect(render(template)).toBe(expected);
});

it('R-109: an empty body renders as {}', () => {
  expect(render('$input.body $input.json("$")', '')).toBe('{} {}');
});

it.each([
  ['a body that is no JSON', '$input.json("$.a")', '{nonsense'],
  ['R-116: more than 1,000 iterations', '#foreach($i in [1..1001])x#end', BODY],
  ['a method that the value lacks', '$input.path("$.foo").size()', BODY],
])('%s is an error', (_, template, body) => {
  expect(() => render(template, body)).toThrow();
});

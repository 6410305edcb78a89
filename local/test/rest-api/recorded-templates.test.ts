import { ContextMap } from '../../src/templates/java/values';
import { renderVelocity } from '../../src/templates/render-velocity';
import { TemplateInput } from '../../src/templates/template-input';

/** What the service was recorded to make of these templates. */
const render = (template: string, body: string, context: Record<string, unknown> = {}, path = {}): string =>
  renderVelocity(template, {
    context,
    input: new TemplateInput(body, { path, querystring: {}, header: {} }),
    stageVariables: {},
  });

const RESULT = '#set($result = $input.path("$.json"))$result';
const CHECKED =
  '{"body": $result, "nested": $result.nested, "isNull": #if( $result == $null )"true"#else"false"#end, "isEmptyString": #if( $result == "" )"true"#else"false"#end}';

it.each<[template: string, json: unknown, expected: string]>([
  [RESULT, { foo: 'bar' }, '{foo=bar}'],
  [RESULT, [{ foo: 'bar' }], '[{"foo":"bar"}]'],
  [`${RESULT}.nested`, { nested: { foo: 'bar' } }, '{foo=bar}'],
  [`${RESULT}.nested`, { nested: [{ foo: 'bar' }] }, '[{"foo":"bar"}]'],
  [`${RESULT}[0]`, [{ foo: 'bar' }], '{foo=bar}'],
  [`${RESULT}[0]`, [[{ foo: 'bar' }]], '[{"foo":"bar"}]'],
  [RESULT, { foo: [{ nested: 'bar' }] }, '{foo=[{"nested":"bar"}]}'],
  [RESULT, { bigger: 'dict', to: 'test', with: 'separators' }, '{bigger=dict, to=test, with=separators}'],
  [`${RESULT}.toString()`, { foo: 'bar' }, '{foo=bar}'],
  [`${RESULT}.toString()`, { list: [{ foo: 'bar' }] }, '{list=[{"foo":"bar"}]}'],
  [
    `#set($result = $input.path("$.nonExisting"))${CHECKED}`,
    {},
    '{"body": , "nested": , "isNull": "true", "isEmptyString": "true"}',
  ],
  [
    `#set($result = $input.path("$.json.listValue"))${CHECKED}`,
    { listValue: [] },
    '{"body": [], "nested": , "isNull": "false", "isEmptyString": "false"}',
  ],
  [
    `#set($result = $input.path("$.json.listValue"))${CHECKED}`,
    { listValue: null },
    '{"body": , "nested": , "isNull": "true", "isEmptyString": "true"}',
  ],
])('%s of %j', (template, json, expected) => {
  expect(render(template, JSON.stringify({ json }))).toBe(expected);
});

it.each<[template: string, body: string, expected: string]>([
  ['#set($result = $input.body)$result', '', '{}'],
  ['#set($result = $input.body)$result', '{"some": "value"}', '{"some": "value"}'],
  ['#set($result = $input.body)$result', 'some raw data', 'some raw data'],
  ['Action=SendMessage&MessageBody=$input.body', '', 'Action=SendMessage&MessageBody={}'],
  ['Action=SendMessage&MessageBody=$input.body', 'some raw data', 'Action=SendMessage&MessageBody=some raw data'],
  ['#set($result = $input.body.testAccess)$result', '{"testAccess": 1}', ''],
  [
    'EncodedBody=$util.urlEncode($input.body)&EncodedBodyAccess=$util.urlEncode($input.body.testAccess)',
    '{"some": "value"}',
    'EncodedBody=%7B%22some%22%3A+%22value%22%7D&EncodedBodyAccess=',
  ],
])('%s of the body %j', (template, body, expected) => {
  expect(render(template, body)).toBe(expected);
});

it.each([
  ['path1', 'path was path one'],
  ['path2', 'path was path two'],
  ['whatever', 'this is the else clause'],
])('an override that was decoded from the path carries %s', (message, expected) => {
  const overrides = new ContextMap([['path', new ContextMap()]]);
  const context = { requestOverride: overrides };
  const encoded = Buffer.from(JSON.stringify({ message })).toString('base64');
  const request = `#set($body = $util.base64Decode($input.params('testPath')))
    #set($context.requestOverride.path.body = $body)
    {
      "statusCode": 200
    }
    `;
  expect(JSON.parse(render(request, '', context, { testPath: encoded }))).toEqual({ statusCode: 200 });
  const response = `
    #set($body = $util.parseJson($context.requestOverride.path.body))
    #set($inputBody = $body.message)
    #if($inputBody == "path1")
    {
       "response": "path was path one"
    }
    #elseif($inputBody == "path2")
    {
       "response": "path was path two"
    }
    #else
    {
      "response": "this is the else clause"
    }
    #end
    `;
  expect(JSON.parse(render(response, '', context))).toEqual({ response: expected });
});

it('members are assigned by name, by a name in a variable and by put', () => {
  const context = { requestOverride: new ContextMap([['querystring', new ContextMap()]]) };
  const assigning = `
    #set($paramName = "foo")
    #set($context.requestOverride.querystring[$paramName] = "bar")
    #set($paramPutName = "putfoo")
    $context.requestOverride.querystring.put($paramPutName, "putBar")
    #set($context["requestOverride"].querystring["nestedfoo"] = "nestedFoo")
    {
      "statusCode": 200
    }
    `;
  expect(JSON.parse(render(assigning, '', context))).toEqual({ statusCode: 200 });
  const reading = `
    #set($value = $context.requestOverride.querystring["foo"])
    #set($value2 = $context.requestOverride.querystring["putfoo"])
    #set($value3 = $context.requestOverride.querystring["nestedfoo"])
    {
        "value": "$value",
        "value2": "$value2",
        "value3": "$value3"
    }
    `;
  expect(JSON.parse(render(reading, '', context))).toEqual({ value: 'bar', value2: 'putBar', value3: 'nestedFoo' });
});

it('a status that a template overrides with is a text in another one', () => {
  const context = { responseOverride: new ContextMap([['header', new ContextMap()]]) };
  render(
    '#set($context.responseOverride.status = 444)#set($context.responseOverride.header.foo = "bar")#set($context.responseOverride.custom = "is also passed around")',
    '',
    context,
  );
  const read = '$context.responseOverride.status $context.responseOverride.header.foo $context.responseOverride.custom';
  expect(render(read, '', context)).toBe('444 bar is also passed around');
});

it.each([
  ['noerror', 202n],
  ['customerror', 400n],
])('a condition over the text of the body: %s', (body, status) => {
  const responseOverride = new ContextMap();
  const template = `#set($inputRoot = $input.path('$'))
$input.json("$")
#if($inputRoot.toString().contains("customerror"))
    #set($context.responseOverride.status = 400)
#else
    #set($context.responseOverride.status = 202)
#end
`;
  const rendered = render(template, JSON.stringify({ statusCode: 200, body }), { responseOverride });
  expect(JSON.parse(rendered)).toEqual({ statusCode: 200, body });
  expect(responseOverride.get('status')).toBe(status);
});

it('the objects of the context print nothing, and can be gone through', () => {
  const template =
    '{"context": {#foreach( $key in $context.keySet() )"$key": "$context.get($key)"#if($foreach.hasNext),#end#end},"identity": {#foreach( $key in $context.identity.keySet() )"$key": "$context.identity.get($key)"#if($foreach.hasNext),#end#end},"authorizer": {#foreach( $key in $context.authorizer.keySet() )"$key"#end}}';
  const context = { stage: 'testing', identity: { caller: null, sourceIp: '192.0.2.1' } };
  expect(JSON.parse(render(template, '', context))).toEqual({
    context: { stage: 'testing', identity: '' },
    identity: { caller: '', sourceIp: '192.0.2.1' },
    authorizer: {},
  });
});

import { App, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DynamoDbAction, DynamoDbIntegrationOptions, DynamoDbType, RouteIntegration } from '../../../lib';
import { allow, logicalIdOf, statementsOf } from '../../secure-http-api/fixtures';
import { restApiIn, withApi } from '../rest-api-under-test';
import { ALLOWED, HOSTILE, operationOf, rendered, restTemplate } from './rendering';

const ROUTE = 'PUT /orders/{id}';
const KEY = { customer: 'context.authorizer.principalId', id: 'path.id' };

const tableIn = (stack: Stack, encryptionKey?: Key) => {
  const table = new Table(stack, 'Table', {
    partitionKey: { name: 'customer', type: AttributeType.STRING },
    sortKey: { name: 'id', type: AttributeType.STRING },
    encryptionKey,
  });
  table.addGlobalSecondaryIndex({
    indexName: 'by-day',
    partitionKey: { name: 'day', type: AttributeType.NUMBER },
    sortKey: { name: 'customer', type: AttributeType.STRING },
  });
  return table;
};

const using =
  (options: Partial<DynamoDbIntegrationOptions> = {}) =>
  (stack: Stack) =>
    RouteIntegration.dynamoDb(tableIn(stack), { action: DynamoDbAction.GET_ITEM, key: KEY, ...options });
const put = (options: Partial<DynamoDbIntegrationOptions> = {}) =>
  using({ action: DynamoDbAction.PUT_ITEM, ...options });
const query = (options: Partial<DynamoDbIntegrationOptions> = {}) =>
  using({ action: DynamoDbAction.QUERY, key: { customer: KEY.customer }, ...options });
const adding = (build: (stack: Stack) => RouteIntegration) =>
  withApi({}, (api, stack) => api.addRoute(ROUTE, build(stack)));
const json = (text: string) => JSON.parse(text) as Record<string, unknown>;
const ann = { authorizer: { principalId: 'ann' } };
const name = (template: ReturnType<typeof restTemplate>) => logicalIdOf(template, 'AWS::DynamoDB::Table');

describe('a table', () => {
  it.each([
    [DynamoDbAction.GET_ITEM, 'GetItem'],
    [DynamoDbAction.PUT_ITEM, 'PutItem'],
    [DynamoDbAction.QUERY, 'Query'],
  ])('is called by %s, with a role for that alone', (action, called) => {
    const template = restTemplate(using({ action }), ROUTE);
    expect(statementsOf(template)).toEqual([allow(action, { 'Fn::GetAtt': [name(template), 'Arn'] })]);
    const integration = operationOf(template, ROUTE)['x-amazon-apigateway-integration'];
    const { uri } = integration as { uri: { 'Fn::Join': [string, unknown[]] } };
    expect(uri['Fn::Join'][1].at(-1)).toBe(`:dynamodb:action/${called}`);
    expect(integration).toMatchObject({ type: 'aws', httpMethod: 'POST', passthroughBehavior: 'never' });
  });

  it.each([
    [DynamoDbAction.GET_ITEM, 'kms:Decrypt'],
    [DynamoDbAction.PUT_ITEM, ['kms:Decrypt', 'kms:GenerateDataKey']],
    [DynamoDbAction.QUERY, 'kms:Decrypt'],
  ])('with a key of its own lets the role of %s use it no more than it must', (action, actions) => {
    const template = restTemplate((stack) => {
      return RouteIntegration.dynamoDb(tableIn(stack, new Key(stack, 'Key')), { action, key: KEY });
    }, ROUTE);
    const key = { 'Fn::GetAtt': [logicalIdOf(template, 'AWS::KMS::Key'), 'Arn'] };
    expect(statementsOf(template)[1]).toEqual(allow(actions, key));
  });

  it('whose index is queried lets the role query that index alone', () => {
    const options = { indexName: 'by-day', key: { day: 'query.day' }, types: { day: DynamoDbType.NUMBER } };
    const template = restTemplate(query(options), ROUTE);
    const index = { 'Fn::Join': ['', [{ 'Fn::GetAtt': [name(template), 'Arn'] }, '/index/by-day']] };
    expect(statementsOf(template)).toEqual([allow('dynamodb:Query', index)]);
    expect(json(rendered(query(options), ROUTE).request({ query: { day: '7' } }))).toMatchObject({
      IndexName: 'by-day',
      ExpressionAttributeNames: { '#n0': 'day' },
      ExpressionAttributeValues: { ':k0': { N: '7' } },
    });
  });

  it.each<[string, (stack: Stack) => RouteIntegration, string]>([
    ['a key it has not', using({ key: { id: 'path.id' } }), 'the table has customer and id'],
    ['no key', using({ key: {} }), 'a key has one or two attributes'],
    ['three keys', using({ key: { a: 'x', b: 'x', c: 'x' } }), 'a key has one or two attributes'],
    ['a sort key alone', query({ key: { id: 'path.id' } }), 'the table has customer and id'],
    ['another type', using({ types: { id: DynamoDbType.NUMBER } }), 'id is of type S in the table, got "N"'],
    ['a source it does not know', using({ key: { ...KEY, id: 'path.' } }), 'not a value of a request, got "path."'],
    ['the expressions of HTTP APIs', using({ key: { ...KEY, id: '$request.path.id' } }), 'use "path.NAME"'],
    ['a parameter the path has not', using({ key: { ...KEY, id: 'path.order' } }), 'has no path parameter {order}'],
    ...['authorizer.sub', 'request.path.id', 'Path.id', 'headers.X-A', 'claims.sub', 'queryString.a', 'method.x'].map(
      (source): [string, (stack: Stack) => RouteIntegration, string] => [
        `${source}, which looks like a value of a request`,
        using({ key: { ...KEY, id: source } }),
        `not a value of a request, got "${source}"; use "path.NAME", "query.NAME", "header.NAME", "body.NAME"`,
      ],
    ),
    ['a name that ends a text', using({ key: { ...KEY, id: "header.a')" } }), 'not a value of a request'],
    ['a path that ends a text', put({ attributes: { a: "body.a')" } }), 'not a value of a request'],
    ['attributes to get', using({ attributes: { a: 'x' } }), 'dynamodb:GetItem has no attributes'],
    ['a limit to put', put({ limit: 5 }), 'it is for dynamodb:Query'],
    ['an overwriting query', query({ overwrite: true }), 'it is for dynamodb:PutItem'],
    ['a key attribute twice', put({ attributes: { id: 'body.id' } }), 'attribute id stands in the key and beside it'],
    ['a type of nothing', put({ types: { price: DynamoDbType.NUMBER } }), 'types names an attribute that is not used'],
    [
      'a literal of another type',
      put({ attributes: { n: 'x' }, types: { n: DynamoDbType.NUMBER } }),
      'is not a number',
    ],
    ['too large a limit', query({ limit: 101 }), 'limit must be a whole number from 1 to 100'],
  ])('refuses %s', (_, build, message) => {
    expect(adding(build)).toThrow(message);
  });

  it('lets tokens through what it checks', () => {
    expect(adding(put({ key: { ...KEY, id: Fn.importValue('Id') } }))).not.toThrow();
    const types = { n: DynamoDbType.NUMBER };
    expect(adding(put({ attributes: { n: Fn.importValue('N') }, types }))).not.toThrow();
    expect(adding(query({ limit: Lazy.number({ produce: () => 5 }) }))).not.toThrow();
    expect(adding(query({ indexName: Fn.importValue('Index'), key: { any: 'x' } }))).not.toThrow();
  });

  it.each([
    ["'request.created'", 'request.created'],
    ["'it''s'", "it''s"],
    ["''", ''],
    ['v1.2', 'v1.2'],
    ['Sent by path. Or not', 'Sent by path. Or not'],
    ["'", "'"],
  ])('takes %s as a text', (source, text) => {
    const api = rendered(using({ key: { customer: 'path.id', id: source } }), ROUTE);
    expect(json(api.request({ path: { id: '1' } }))).toMatchObject({ Key: { id: { S: text } } });
  });

  it('that is imported, or of the newer kind, is taken at its word', () => {
    const key = { pk: 'path.id' };
    const imported = (stack: Stack) =>
      RouteIntegration.dynamoDb(Table.fromTableName(stack, 'T', 'orders'), { action: DynamoDbAction.GET_ITEM, key });
    expect(json(rendered(imported, ROUTE).request({ path: { id: '1' } }))).toEqual({
      TableName: 'orders',
      Key: { pk: { S: '1' } },
    });
    const newer = (stack: Stack) =>
      RouteIntegration.dynamoDb(new TableV2(stack, 'T', { partitionKey: { name: 'pk', type: AttributeType.STRING } }), {
        action: DynamoDbAction.GET_ITEM,
        key,
      });
    expect(adding(newer)).not.toThrow();
  });
});

describe('a table that is elsewhere', () => {
  const env = { account: '111111111111', region: 'eu-west-1' };
  const added = (arn: string, props = {}) => {
    const stack = new Stack(new App(), 'Stack', props);
    const table = Table.fromTableArn(stack, 'T', arn);
    const api = restApiIn(stack);
    api.addRoute(ROUTE, RouteIntegration.dynamoDb(table, { action: DynamoDbAction.GET_ITEM, key: { pk: 'path.id' } }));
    return operationOf(Template.fromStack(stack), ROUTE)['x-amazon-apigateway-integration'];
  };

  it('in another account is refused: a name means the own account', () => {
    expect(() => added('arn:aws:dynamodb:eu-west-1:222222222222:table/orders', { env })).toThrow(
      '[Stack/Api/PUT --orders--{id}] table Stack/T is in another account, got "222222222222"; let a function read it',
    );
    expect(() => added('arn:aws:dynamodb:eu-west-1:222222222222:table/orders')).not.toThrow();
    expect(() => added(Fn.importValue('Table'), { env })).not.toThrow();
  });

  it('in another Region is called there', () => {
    const { uri } = added('arn:aws:dynamodb:us-east-1:111111111111:table/orders', { env }) as { uri: unknown };
    expect(JSON.stringify(uri)).toContain(':apigateway:us-east-1:dynamodb:action/GetItem');
  });
});

describe('getting an item', () => {
  it.each(HOSTILE)('asks for the key %j and no other', (text) => {
    const api = rendered(using({ key: { customer: 'header.X-Customer', id: 'path.id' } }), ROUTE);
    const sent = json(api.request({ path: { id: encodeURIComponent(text) }, header: { 'X-Customer': text } }));
    expect(sent).toEqual({ TableName: expect.any(String), Key: { customer: { S: text }, id: { S: text } } });
  });

  it('takes the caller for who it is, and a missing caller for nobody', () => {
    const api = rendered(using(), ROUTE);
    const sent = (context: Record<string, unknown>) =>
      json(api.request({ path: { id: '1' }, query: { id: '2' }, header: { id: '3' }, context })).Key;
    expect(sent(ann)).toEqual({ customer: { S: 'ann' }, id: { S: '1' } });
    expect(sent({})).toEqual({ customer: { S: '' }, id: { S: '1' } });
  });

  it('answers plain JSON', () => {
    const api = rendered(using(), ROUTE);
    const item = {
      text: { S: HOSTILE.join('') },
      "it's": { S: '' },
      number: { N: '-12.50' },
      yes: { BOOL: true },
      no: { BOOL: false },
      nothing: { NULL: true },
      binary: { B: 'YQ==' },
      texts: { SS: ['a', '"b"'] },
      numbers: { NS: ['1', '2.5'] },
      map: { M: { a: { S: '"' }, b: { N: '1' }, c: { SS: ['x'] }, d: { M: { e: { S: 'deep' } } } } },
      list: { L: [{ S: 'x' }, { N: '2' }, { L: [{ S: 'deep' }] }, { BOOL: false }] },
      emptyMap: { M: {} },
      emptyList: { L: [] },
    };
    const answer = api.answer('200', { Item: item });
    expect(answer.status).toBe(200);
    expect(json(answer.body)).toEqual({
      text: HOSTILE.join(''),
      "it's": '',
      number: -12.5,
      yes: true,
      no: false,
      nothing: null,
      binary: 'YQ==',
      texts: ['a', '"b"'],
      numbers: [1, 2.5],
      map: { a: '"', b: 1, c: ['x'], d: null },
      list: ['x', 2, null, false],
      emptyMap: {},
      emptyList: [],
    });
  });

  it('answers 404 where there is none, readably for an allowed page', () => {
    const answer = rendered(using(), ROUTE).answer('200', {}, { header: { origin: ALLOWED } });
    expect(answer.status).toBe(404);
    expect(answer.headers).toEqual({
      'Content-Type': 'application/problem+json',
      'Access-Control-Allow-Origin': ALLOWED,
      'Access-Control-Expose-Headers': 'Retry-After',
      Vary: 'Origin',
    });
    expect(json(answer.body)).toMatchObject({ title: 'Not Found', status: 404 });
  });

  it.each([
    ['ValidationException', 400],
    ['ProvisionedThroughputExceededException', 503],
    ['ThrottlingException', 503],
    ['ResourceNotFoundException', 502],
    ['AccessDeniedException', 502],
  ])('answers %s by %d, and tells nothing of the table', (code, status) => {
    const answer = rendered(using(), ROUTE).answer('400', { __type: `com.amazonaws#${code}`, message: 'secret' });
    expect([answer.status, answer.body.includes('secret')]).toEqual([status, false]);
  });
});

describe('putting an item', () => {
  const attributes = {
    sku: 'body.sku',
    count: 'body.order.count',
    gift: 'body.gift',
    page: 'query.page',
    urgent: 'query.urgent',
    state: 'new "$1" #set',
    raw: 'body',
  };
  const types = {
    count: DynamoDbType.NUMBER,
    gift: DynamoDbType.BOOLEAN,
    page: DynamoDbType.NUMBER,
    urgent: DynamoDbType.BOOLEAN,
  };
  const api = () => rendered(put({ attributes, types }), ROUTE);
  const itemOf = (body: unknown, query: Record<string, string> = {}) =>
    json(api().request({ body: JSON.stringify(body), query, path: { id: '1' }, context: ann })).Item as Record<
      string,
      unknown
    >;

  it('puts what is named and no more, where there is none with the key', () => {
    const body = { sku: 'x', order: { count: 2 }, gift: false, admin: true };
    const sent = json(
      api().request({
        body: JSON.stringify(body),
        query: { page: '3', urgent: 'true' },
        path: { id: '1' },
        context: ann,
      }),
    );
    expect(sent).toEqual({
      TableName: expect.any(String),
      Item: {
        customer: { S: 'ann' },
        id: { S: '1' },
        sku: { S: 'x' },
        count: { N: '2' },
        gift: { BOOL: false },
        page: { N: '3' },
        urgent: { BOOL: true },
        state: { S: 'new "$1" #set' },
        raw: { S: JSON.stringify(body) },
      },
      ConditionExpression: 'attribute_not_exists(#n0)',
      ExpressionAttributeNames: { '#n0': 'customer' },
    });
  });

  it('leaves out what the request has not', () => {
    expect(Object.keys(itemOf({ sku: '', gift: null }))).toEqual(['customer', 'id', 'raw', 'state']);
  });

  it.each(HOSTILE)('puts %j as a value, and no attribute by it', (text) => {
    const item = itemOf({ sku: text, order: { count: text }, gift: text }, { page: text, urgent: text });
    expect(Object.keys(item).sort()).toEqual(['customer', 'id', ...Object.keys(attributes)].sort());
    expect(item.sku).toEqual({ S: text });
    // quotes of JSON, which DynamoDB takes for no number
    expect(JSON.parse((item.count as { N: string }).N)).toBe(text);
    expect(item.gift).toEqual({ BOOL: text });
    expect(item.page).toEqual({ N: text });
    expect(item.urgent).toEqual({ BOOL: false });
  });

  it('keeps what is no text within the value it stands in', () => {
    const item = itemOf({ sku: { S: 'x' }, order: { count: [1] }, gift: { a: 1 } });
    expect([item.sku, item.count, item.gift]).toEqual([{ S: { S: 'x' } }, { N: '[1]' }, { BOOL: { a: 1 } }]);
  });

  it('answers 201, and 409 where there is one', () => {
    const created = api().answer('200', {});
    expect([created.status, created.body]).toEqual([201, '{}']);
    expect(api().answer('400', { __type: 'x#ConditionalCheckFailedException' }).status).toBe(409);
  });

  it('takes the place of another where it is told to', () => {
    const overwriting = rendered(put({ overwrite: true }), ROUTE);
    expect(json(overwriting.request({ path: { id: '1' }, context: ann }))).toEqual({
      TableName: expect.any(String),
      Item: { customer: { S: 'ann' }, id: { S: '1' } },
    });
    expect(Object.keys(operationOf(restTemplate(put({ overwrite: true }), ROUTE), ROUTE).responses as object)).toEqual([
      '201',
      '400',
      '502',
      '503',
    ]);
  });
});

describe('querying a table', () => {
  it('asks for the items of the key', () => {
    const sent = json(rendered(query(), ROUTE).request({ context: ann }));
    expect(sent).toEqual({
      TableName: expect.any(String),
      KeyConditionExpression: '#n0=:k0',
      ExpressionAttributeNames: { '#n0': 'customer' },
      ExpressionAttributeValues: { ':k0': { S: 'ann' } },
      Limit: 25,
    });
    const options = { key: KEY, limit: 5, descending: true };
    expect(json(rendered(query(options), ROUTE).request({ path: { id: '1' }, context: ann }))).toMatchObject({
      KeyConditionExpression: '#n0=:k0 AND #n1=:k1',
      ExpressionAttributeValues: { ':k0': { S: 'ann' }, ':k1': { S: '1' } },
      Limit: 5,
      ScanIndexForward: false,
    });
  });

  it.each(HOSTILE)('asks for the key %j by a value, not by an expression', (text) => {
    const sent = json(rendered(query({ key: { customer: 'query.of' } }), ROUTE).request({ query: { of: text } }));
    expect(sent.KeyConditionExpression).toBe('#n0=:k0');
    expect(sent.ExpressionAttributeValues).toEqual({ ':k0': { S: text } });
  });

  it('answers the items as plain JSON, and whether there are more', () => {
    const answer = (reply: object) => json(rendered(query(), ROUTE).answer('200', reply).body);
    const Items = [{ id: { S: '1' }, list: { L: [{ S: 'a' }] } }, { id: { S: '2' } }];
    expect(answer({ Items, Count: 2 })).toEqual({ items: [{ id: '1', list: ['a'] }, { id: '2' }], more: false });
    const LastEvaluatedKey = { id: { S: '2' } };
    expect(answer({ Items: [], LastEvaluatedKey })).toEqual({ items: [], more: true });
  });
});

it('routes that share a table and an action share a role, and the table may be of another stack', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const api = restApiIn(stack);
  const table = tableIn(new Stack(app, 'Data'));
  const get = { action: DynamoDbAction.GET_ITEM, key: KEY };
  api.addRoute('GET /a/{id}', RouteIntegration.dynamoDb(table, get));
  api.addRoute('GET /b/{id}', RouteIntegration.dynamoDb(table, { ...get, key: { customer: 'all', id: 'path.id' } }));
  expect(api.node.children.filter((child) => child.node.id.includes('Role'))).toHaveLength(1);
});

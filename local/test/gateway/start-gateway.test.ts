import { once } from 'node:events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { startGateway } from '../../src';
import { closeServer, listenOnLoopback } from '../../src/core/loopback-server';
import { writeAsset, writeAssembly } from '../support/assembly';
import { call } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { apiTemplate, functionResource } from '../support/template';

const says = (text: string) => `exports.handler = async () => ${JSON.stringify(text)};`;
let open: RunningFixture | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe('url', () => {
  it('finds an API by logical id and by name, and a stage by name', async () => {
    const template = apiTemplate({
      routes: { $default: 'Echo' },
      stages: [{ StageName: 'v1' }, { StageName: '$default' }],
    });
    open = await serveTemplate(template);
    const { gateway } = open;
    expect(gateway.url('Api')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(gateway.url('shop')).toBe(gateway.url('Api'));
    expect(gateway.url('Shop/Api')).toBe(gateway.url('Api'));
    expect(gateway.url('Api', 'v1')).toBe(`${gateway.url('Api')}/v1`);
    expect(() => gateway.url('Nope')).toThrow('no API "Nope" is served; there is Shop/Api (stage v1)');
    expect(() => gateway.url('Api', 'v2')).toThrow('API Api has no stage "v2"');
  });
});

it('each API has a port of its own, the given one and upward', async () => {
  const [base] = await freePorts();
  const assembly = writeAssembly({
    One: apiTemplate({ routes: { $default: 'Fn' }, functions: { Fn: says('one') } }),
    Two: apiTemplate({ routes: { $default: 'Fn' }, functions: { Fn: says('two') } }),
  });
  const gateway = await startGateway({ assembly: assembly.directory, port: base });
  try {
    expect(gateway.apis.map(({ url }) => url)).toEqual([`http://127.0.0.1:${base}`, `http://127.0.0.1:${base! + 1}`]);
    expect((await call(gateway.url('Two/Api'), '/')).body).toBe('two');
    expect(() => gateway.url('Api')).toThrow('names several APIs');
    await expect(startGateway({ assembly: assembly.directory, port: base })).rejects.toThrow(`port ${base}`);
  } finally {
    await gateway.close();
    assembly.remove();
  }
});

/** Two neighbouring ports that are free right now. */
async function freePorts(): Promise<number[]> {
  const assembly = writeAssembly({ One: apiTemplate({ routes: {} }) });
  const gateway = await startGateway({ assembly: assembly.directory });
  const port = Number(new URL(gateway.url('Api')).port);
  await gateway.close();
  assembly.remove();
  return [port, port + 1];
}

it('an API and its routes may be in different stacks, and a function in a third', async () => {
  const assembly = writeAssembly({
    Api: {
      Resources: {
        Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'split', ProtocolType: 'HTTP' } },
        Stage: {
          Type: 'AWS::ApiGatewayV2::Stage',
          Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
        },
      },
      Outputs: { Id: { Value: { Ref: 'Api' }, Export: { Name: 'api-id' } } },
    },
    Routes: {
      Resources: {
        Integration: {
          Type: 'AWS::ApiGatewayV2::Integration',
          Properties: {
            ApiId: { 'Fn::ImportValue': 'api-id' },
            IntegrationType: 'AWS_PROXY',
            IntegrationUri: { 'Fn::ImportValue': 'fn-arn' },
            PayloadFormatVersion: '2.0',
          },
        },
        Route: {
          Type: 'AWS::ApiGatewayV2::Route',
          Properties: {
            ApiId: { 'Fn::ImportValue': 'api-id' },
            RouteKey: 'GET /a',
            Target: { 'Fn::Sub': 'integrations/${Integration}' },
          },
        },
      },
    },
    Functions: {
      Resources: { Fn: functionResource(says('far away')) },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Fn', 'Arn'] }, Export: { Name: 'fn-arn' } } },
    },
  });
  const gateway = await startGateway({ assembly: assembly.directory });
  try {
    expect((await call(gateway.url('split'), '/a')).body).toBe('far away');
  } finally {
    await gateway.close();
    assembly.remove();
  }
});

it('functions run from assets, with the variables of the template', async () => {
  const assembly = writeAssembly({
    Shop: apiTemplate({
      routes: { $default: 'Fn' },
      functions: {},
      resources: {
        Fn: functionResource('', {
          Handler: 'app.main',
          Code: { S3Bucket: 'b', S3Key: 'abc.zip' },
          Environment: { Variables: { WHO: { Ref: 'AWS::StackName' } } },
        }),
      },
    }),
  });
  writeAsset(assembly, 'Shop', 'abc', { 'app.js': 'exports.main = async () => `hello ${process.env.WHO}`;' });
  const gateway = await startGateway({ assembly: assembly.directory });
  try {
    expect((await call(gateway.url('Api'), '/')).body).toBe('hello Shop');
  } finally {
    await gateway.close();
    assembly.remove();
  }
});

it("functions reach the template's tables", async () => {
  const code = `
    const { DynamoDBClient, PutItemCommand, GetItemCommand } = require('@aws-sdk/client-dynamodb');
    exports.handler = async () => {
      const client = new DynamoDBClient();
      const TableName = process.env.TABLE;
      await client.send(new PutItemCommand({ TableName, Item: { id: { S: '1' }, name: { S: 'ada' } } }));
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: { id: { S: '1' } } }));
      return Item.name.S;
    };`;
  open = await serveTemplate(
    apiTemplate({
      routes: { $default: 'Fn' },
      functions: {},
      resources: {
        Fn: functionResource(code, { Timeout: 20, Environment: { Variables: { TABLE: { Ref: 'Table' } } } }),
        Table: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            BillingMode: 'PAY_PER_REQUEST',
          },
        },
      },
    }),
  );
  expect((await call(open.gateway.url('Api'), '/')).body).toBe('ada');
});

it('what a function writes is passed on with its request id', async () => {
  const lines: unknown[] = [];
  const code = 'exports.handler = async () => { console.log("working"); return 1; };';
  const template = apiTemplate({ routes: { $default: 'Fn' }, functions: { Fn: code } });
  open = await serveTemplate(template, { onFunctionLog: (line) => lines.push(line) });
  await call(open.gateway.url('Api'), '/');
  const { requestId } = open.gateway.requests[0]!;
  expect(lines).toContainEqual(
    expect.objectContaining({ requestId, stream: 'stdout', text: expect.stringContaining('working') }),
  );
});

describe('reload', () => {
  const template = (text: string) => apiTemplate({ routes: { $default: 'Fn' }, functions: { Fn: says(text) } });

  it('serves the new assembly behind the same port', async () => {
    open = await serveTemplate(template('old'));
    const url = open.gateway.url('Api');
    expect((await call(url, '/')).body).toBe('old');
    open.assembly.write({ Shop: template('new') });
    await open.gateway.reload();
    expect(open.gateway.url('Api')).toBe(url);
    expect((await call(url, '/')).body).toBe('new');
  });

  let gate: Server;
  afterEach(() => gate?.listening && closeServer(gate));

  /** A server for a function to wait at, and a gateway with such a function. */
  async function serveWaiting() {
    gate = createServer();
    const gateUrl = await listenOnLoopback(gate);
    const waiting = `exports.handler = async () => (await fetch('${gateUrl}')).text();`;
    const resources = { Fn: functionResource(waiting, { Timeout: 30 }) };
    open = await serveTemplate(apiTemplate({ routes: { $default: 'Fn' }, functions: {}, resources }));
    return open;
  }

  it('answers what was under way with the old one', async () => {
    const running = await serveWaiting();
    const url = running.gateway.url('Api');
    const underWay = call(url, '/');
    const [, atGate] = (await once(gate, 'request')) as [unknown, ServerResponse];
    running.assembly.write({ Shop: template('new') });
    await running.gateway.reload();
    expect((await call(url, '/')).body).toBe('new');
    atGate.end('old');
    expect((await underWay).body).toBe('old');
  });

  it('close ends what is still under way in an old one, too', async () => {
    const running = await serveWaiting();
    const underWay = call(running.gateway.url('Api'), '/').catch((error: Error) => error.message);
    const [atGate] = (await once(gate, 'request')) as [IncomingMessage];
    const functionIsGone = once(atGate.socket, 'close');
    running.assembly.write({ Shop: template('new') });
    await running.gateway.reload();
    await running.close();
    open = undefined;
    await functionIsGone;
    expect(await underWay).toMatch(/hang up|ECONNRESET/);
  });

  it('keeps the old one when the new one can not be served', async () => {
    open = await serveTemplate(template('old'));
    open.assembly.write({ Shop: apiTemplate({ routes: { $default: { IntegrationType: 'MOCK' } } }) });
    await expect(open.gateway.reload()).rejects.toThrow('IntegrationType');
    expect((await call(open.gateway.url('Api'), '/')).body).toBe('old');
  });

  it('opens ports for new APIs and closes those of removed ones', async () => {
    open = await serveTemplate(template('one'));
    const gone = open.gateway.url('Api');
    const api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'quick', Target: 'http://127.0.0.1:1' } };
    open.assembly.write({ Shop: { Resources: { Second: api } } });
    await open.gateway.reload();
    expect((await call(open.gateway.url('Second'), '/')).status).toBe(503);
    await expect(call(gone, '/')).rejects.toThrow('ECONNREFUSED');
  });
});

it('close ends kept-alive connections and running functions at once', async () => {
  const stuck = 'exports.handler = () => new Promise(() => setInterval(() => undefined, 1000));';
  const functions = { Stuck: stuck, Ready: says('ready') };
  const running = await serveTemplate(
    apiTemplate({ routes: { 'GET /stuck': 'Stuck', 'GET /ready': 'Ready' }, functions }),
  );
  const url = running.gateway.url('Api');
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  const stuckCall = call(url, '/stuck').catch((error: Error) => error.message);
  await call(url, '/ready');
  await running.close();
  await closed;
  expect(await stuckCall).toMatch(/hang up|ECONNRESET/);
  await expect(call(url, '/ready')).rejects.toThrow('ECONNREFUSED');
});

it('no assembly', async () => {
  await expect(startGateway({ assembly: '/nowhere' })).rejects.toThrow('no cloud assembly in /nowhere');
});

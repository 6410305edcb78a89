import * as fs from 'node:fs';
import { Consumer } from './consumer';
import { temporaryFolder } from './packed';
import { inRoot } from '../repository';

const folder = temporaryFolder();
let consumer: Consumer;

beforeAll(() => {
  consumer = new Consumer(folder);
}, 120_000);

beforeEach(() => consumer.clean());

afterAll(() => fs.rmSync(folder, { recursive: true }));

function expectTheApi(): void {
  const routes = consumer.resources('AWS::ApiGatewayV2::Route');
  expect(routes.map((route) => [route.RouteKey, route.AuthorizationType]).sort()).toEqual([
    ['$default', 'JWT'],
    ['GET /orders/{id}', 'JWT'],
    ['OPTIONS /{proxy+}', 'NONE'],
  ]);
  expect(consumer.resources('AWS::ApiGatewayV2::Authorizer')).toMatchObject([
    { JwtConfiguration: { Issuer: 'https://id.example.com', Audience: ['orders'] } },
  ]);
  // the handler that answers OPTIONS comes with the package
  const bundle = fs.readFileSync(inRoot('lib/handlers/preflight/index.js'), 'utf8');
  expect(consumer.assetFiles().map((file) => fs.readFileSync(file, 'utf8'))).toEqual([bundle]);
}

it('serves CommonJS', () => {
  consumer.run('app.js');
  expectTheApi();
}, 60_000);

it('brings the handlers of a WebSocket API', () => {
  consumer.run('live.mjs');
  const bundle = (name: string): string => fs.readFileSync(inRoot(`lib/handlers/${name}/index.js`), 'utf8');
  const shipped = consumer.assetFiles().map((file) => fs.readFileSync(file, 'utf8'));
  const missing = (name: string): boolean => !shipped.includes(bundle(name));
  const handlers = ['connect', 'disconnect', 'channels', 'close-expired', 'dispatch', 'deliver', 'jwt-authorizer'];
  expect(handlers.filter(missing)).toEqual([]);
}, 60_000);

it('serves ES modules', () => {
  consumer.run('app.mjs');
  expectTheApi();
}, 60_000);

it('serves strict TypeScript, compiled for Node', () => {
  expect(consumer.compile('app.ts', '--module', 'node20', '--outDir', 'compiled')).toBe('');
  consumer.run('compiled/app.js');
  expectTheApi();
}, 120_000);

it('serves strict TypeScript, for a bundler', () => {
  expect(consumer.compile('app.ts', '--module', 'esnext', '--moduleResolution', 'bundler', '--noEmit')).toBe('');
}, 120_000);

it('brings types that refuse what the API does not know', () => {
  consumer.addApp('wrong.ts', "api.addRoute('GET /', RouteIntegration.lambda(fn), { scope: ['a'] });");
  expect(consumer.compile('wrong.ts', '--module', 'node20', '--noEmit')).toMatch(/^wrong\.ts.*'scope' does not exist/);
}, 120_000);

import { isBuiltin } from 'node:module';
import { filesUnder, inRoot, modulesUnder, read } from '../repository';

/** The largest a handler may be, in bytes. More is a dependency that crept in, and a slower cold start. */
const LIMITS: Record<string, number> = {
  'account-log-role': 4_000,
  deliver: 17_000,
  dispatch: 19_000,
  channels: 12_000,
  'close-expired': 11_000,
  connect: 12_000,
  disconnect: 9_000,
  'jwt-authorizer': 25_000,
  'meter-usage': 12_000,
  'key-usage': 8_000,
  preflight: 1_000,
};

const handlers = modulesUnder('lib/runtime/handlers');
const bundle = (name: string): string => read(`lib/handlers/${name}/index.js`);
const modulesOf = (code: string): string[] => [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);

it('every handler has one bundle and a limit', () => {
  expect(filesUnder('lib/handlers')).toEqual(handlers.map((name) => `${name}/index.js`));
  expect(Object.keys(LIMITS).sort()).toEqual(handlers);
});

describe.each(handlers)('%s', (name) => {
  it('is within its size', () => {
    expect(bundle(name).length).toBeLessThanOrEqual(LIMITS[name]);
  });

  it('needs only what every Lambda function of Node has', () => {
    expect(modulesOf(bundle(name)).filter((module) => !isBuiltin(module) && !module.startsWith('@aws-sdk/'))).toEqual(
      [],
    );
  });

  it('has no CDK in it and no path of the machine that made it', () => {
    expect(bundle(name)).not.toMatch(/aws-cdk-lib|constructs/);
    expect(bundle(name)).not.toContain(inRoot());
  });

  it('exports its handler', () => {
    const module = { exports: {} as Record<string, unknown> };
    new Function('module', 'require', bundle(name))(module, require);
    expect(module.exports.handler).toBeInstanceOf(Function);
  });
});

/** In this order: each part goes on from what the one before has left. */
import { DevelopmentIssuer } from '../../local/src';
import { closeConnections } from './api-client';
import { Assembly } from './assembly';
import { checkBroadcasts } from './checks/broadcasts';
import { checkBrokenVariant } from './checks/broken-variant';
import { checkCustomResources } from './checks/custom-resources';
import { checkDestroyed } from './checks/destroyed';
import { checkExamples } from './checks/examples';
import { checkHttpApis } from './checks/http-apis';
import { checkIntegRunner } from './checks/integ-runner';
import { checkRestApis } from './checks/rest-apis';
import { checkSecondVariant } from './checks/second-variant';
import { checkWebSockets } from './checks/web-sockets';
import { cdk } from './commands';
import { DeployedStack } from './deployed-stack';
import { nameHosts } from './host-names';
import { inventory } from './inventory';
import { startIssuer } from './issuer';

jest.setTimeout(180_000);

let issuer: DevelopmentIssuer;
let scenarios: Assembly;
let examples: Assembly[];
let second: DeployedStack[];
let atFirst: string[];

beforeAll(async () => {
  issuer = await startIssuer();
  examples = Assembly.ofExamples();
  [scenarios] = await Promise.all([Assembly.ofScenarios('first'), cdk('bootstrap', 'aws://000000000000/us-east-1')]);
  atFirst = await inventory();
});

afterEach(closeConnections);
afterAll(() => issuer?.close());

describe('every scenario and every example, deployed', () => {
  it('deploys', async () => {
    await Promise.all([scenarios, ...examples].map((assembly) => assembly.deploy()));
    await nameHosts();
  });
  checkHttpApis();
  checkRestApis();
  checkWebSockets(() => issuer);
  checkBroadcasts();
  checkCustomResources();
  checkExamples();
});

describe('a second variant of every scenario', () => {
  let first: DeployedStack[];
  it('deploys over the first', async () => {
    first = await deployed(scenarios);
    scenarios = await Assembly.ofScenarios('second');
    await scenarios.deploy();
    second = await deployed(scenarios);
  });
  checkSecondVariant(
    () => first,
    () => second,
  );
});

describe('a variant that cannot be deployed', () => checkBrokenVariant(() => second));

describe('all stacks, destroyed', () =>
  checkDestroyed(
    () => [scenarios, ...examples],
    () => atFirst,
  ));

describe('integ-runner', checkIntegRunner);

function deployed(assembly: Assembly): Promise<DeployedStack[]> {
  return Promise.all(assembly.stackNames.map((name) => DeployedStack.named(name)));
}

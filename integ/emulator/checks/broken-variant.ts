import { answerOf, mayBeAsked } from '../added-route';
import { Assembly } from '../assembly';
import { DeployedResource, DeployedStack } from '../deployed-stack';
import { BROKEN } from '../variants/broken';
import { ADDED } from '../variants/second';

/** Their ids change with that of the REST API, to which the emulator gives another when its body changes. */
const OF_REST_APIS = ['AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Deployment'];

const withoutRestApis = (resources: DeployedResource[]): DeployedResource[] =>
  resources.filter(({ type }) => !OF_REST_APIS.includes(type));

/** What a deployment leaves that fails when everything but one resource is done. */
export function checkBrokenVariant(before: () => DeployedStack[]): void {
  let broken: Assembly;
  let after: DeployedStack[];

  it('fails to deploy, and every stack is rolled back', async () => {
    broken = await Assembly.ofScenarios('broken');
    await expect(broken.deploy()).rejects.toThrow('The name of a FIFO queue');
    const statuses = await Promise.all(broken.stackNames.map((name) => DeployedStack.statusOf(name)));
    expect(new Set(statuses)).toEqual(new Set(['UPDATE_ROLLBACK_COMPLETE']));
    after = await Promise.all(broken.stackNames.map((name) => DeployedStack.named(name)));
  });

  it('every resource is the one it was', () => {
    for (const [i, stack] of before().entries()) {
      expect(withoutRestApis(after[i].resources)).toEqual(expect.arrayContaining(withoutRestApis(stack.resources)));
      expect(after[i].resources).toHaveLength(stack.resources.length);
    }
  });

  it('every API answers as before, and not on the route that did not come', async () => {
    for (const stack of after.filter(mayBeAsked)) {
      expect([stack.name, await answerOf(stack, ADDED.route)]).toEqual([stack.name, { answer: ADDED.route }]);
    }
    for (const stack of after.filter(({ name }) => name.startsWith('SecureHttpApi'))) {
      expect(await answerOf(stack, BROKEN.route)).not.toEqual({ answer: BROKEN.route });
    }
  });
}

import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { addRoute } from './second';

export const BROKEN = { route: 'broken' };

/** A route more for every API, and after it, where everything else is done, a queue that SQS refuses. */
export function breakDeployment(app: App): void {
  for (const construct of app.node.findAll()) addRoute(construct, BROKEN.route);
  for (const stack of app.node.children.filter(Stack.isStack)) {
    const others = stack.node.findAll().filter(CfnResource.isCfnResource);
    const queue = new CfnQueue(stack, 'Refused', { fifoQueue: true, queueName: 'without-the-suffix-fifo' });
    for (const resource of others) queue.addDependency(resource);
  }
}

import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { METHODS } from '../core/route-key';
import { ACTIONS } from '../runtime/contract/realtime/frames';

/** In characters. The service names no limit; longer ones are most likely messages that got into the wrong place. */
const LONGEST = 128;

/** Refuses what the service would refuse, and the names of routes that the API has already. Tokens pass. */
export function checkRouteName(where: IConstruct, name: string, taken: string[]): void {
  if (Token.isUnresolved(name)) {
    return;
  }
  if (name.startsWith('$')) {
    const remedies: Record<string, string> = {
      $connect: 'use onConnected to be told of connections, and authorization to decide about them',
      $disconnect: 'use onDisconnected to be told when they end',
      $default: 'leave it out: what no route takes is answered by an error frame',
    };
    refuse(where, 'names with "$" are the service\'s', name, remedies[name] ?? 'choose a name without it');
  }
  const [method, path] = name.split(' ', 2);
  if (METHODS.includes(method.toUpperCase()) && path?.startsWith('/')) {
    const remedy = 'write the `action` of the messages it takes, such as "chat"';
    refuse(where, 'routes of a WebSocket API have no method and path', name, remedy);
  }
  if (name.length < 1 || name.length > LONGEST) {
    refuse(
      where,
      `the name of a route must have 1 to ${LONGEST} characters`,
      name,
      'give what clients send as `action`',
    );
  }
  if (Object.values<string>(ACTIONS).includes(name)) {
    const remedy = 'choose another name, or leave it out: channels and ping are answered by the API';
    refuse(where, 'the API keeps this route for itself', name, remedy);
  }
  if (taken.includes(name)) {
    refuse(where, 'the route exists already', name, 'keep one of them');
  }
}

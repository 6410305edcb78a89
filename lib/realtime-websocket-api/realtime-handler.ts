import { CfnResource, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ENVIRONMENT_BYTES, environmentBytes } from '../core/environment-size';
import { HandlerFunction } from '../core/handler-function';
import { suppressNag } from '../core/nag-suppression';
import { REALTIME } from '../runtime/contract/realtime/settings';

export interface RealtimeHandlerProps<Settings> {
  readonly handler: string;
  readonly description: string;
  /** Asked at synthesis, when hooks are known. */
  readonly settings: () => Settings;
  /** How the user makes them shorter, where a function has no room for them. */
  readonly shorten: string;
  readonly statements: PolicyStatement[];
  readonly timeout: Duration;
  readonly memorySize: number;
  /** Whether it may close, post to or ask about any connection of the API. */
  readonly managesConnections?: boolean;
}

/** A shipped handler of the API, told by {@link REALTIME} what it needs to know. */
export function realtimeHandler<Settings>(
  scope: Construct,
  id: string,
  { settings, shorten, managesConnections, ...props }: RealtimeHandlerProps<Settings>,
): Function {
  const { fn } = new HandlerFunction(scope, id, {
    ...props,
    environment: { [REALTIME]: Lazy.string({ produce: () => Stack.of(scope).toJsonString(settings()) }) },
  });
  fn.node.addValidation({
    validate: () => {
      const bytes = environmentBytes(REALTIME, Stack.of(scope).resolve(settings()));
      const problem = `the handler ${props.handler} is to be told ${bytes} bytes, more than the ${ENVIRONMENT_BYTES} of a function's environment`;
      return bytes > ENVIRONMENT_BYTES ? [`${problem}; ${shorten}`] : [];
    },
  });
  if (managesConnections) {
    suppressNag(
      fn.role?.node.defaultChild as CfnResource,
      'AwsSolutions-IAM5',
      'Posts to and closes connections of this API and stage, whose ids are not known before clients connect.',
    );
  }
  return fn;
}

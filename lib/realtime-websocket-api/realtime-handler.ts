import { CfnResource, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { HandlerFunction } from '../core/handler-function';
import { suppressNag } from '../core/nag-suppression';
import { REALTIME } from '../runtime/contract/realtime/settings';

export interface RealtimeHandlerProps<Settings> {
  readonly handler: string;
  readonly description: string;
  /** Asked at synthesis, when hooks are known. */
  readonly settings: () => Settings;
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
  { settings, managesConnections, ...props }: RealtimeHandlerProps<Settings>,
): Function {
  const { fn } = new HandlerFunction(scope, id, {
    ...props,
    environment: { [REALTIME]: Lazy.string({ produce: () => Stack.of(scope).toJsonString(settings()) }) },
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

import { CfnRole } from 'aws-cdk-lib/aws-iam';
import {
  HttpConnectionType,
  HttpIntegrationSubtype,
  HttpIntegrationType,
  IntegrationCredentials,
  ParameterMapping,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { IEventBus } from 'aws-cdk-lib/aws-events';
import { IStream } from 'aws-cdk-lib/aws-kinesis';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { IStateMachine, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refuse } from '../../core/errors';
import { suppressNag } from '../../core/nag-suppression';
import { sorted } from '../../core/sorted';
import {
  EventBridgeIntegrationOptions,
  KinesisIntegrationOptions,
  ServiceIntegrationOptions,
  SqsAction,
  SqsIntegrationOptions,
  StepFunctionsAction,
  StepFunctionsIntegrationOptions,
} from '../../shared/integration-options';
import { RenderedIntegration } from './rendered-integration';
import { serviceRole, ServiceRoleProps } from '../../core/service-role';

/** What SQS does with a queue's key in the caller's name: deleting needs no plain text. */
const KEY_ACTIONS: Record<SqsAction, string[]> = {
  [SqsAction.SEND_MESSAGE]: ['kms:Decrypt', 'kms:GenerateDataKey'],
  [SqsAction.RECEIVE_MESSAGE]: ['kms:Decrypt'],
  [SqsAction.DELETE_MESSAGE]: [],
  [SqsAction.PURGE_QUEUE]: [],
};

export function sqsIntegration(
  scope: Construct,
  id: string,
  queue: IQueue,
  options: SqsIntegrationOptions,
): RenderedIntegration {
  const action = options.action ?? SqsAction.SEND_MESSAGE;
  const sends = action === SqsAction.SEND_MESSAGE;
  const group = options.messageGroupId ?? options.parameters?.MessageGroupId;
  if (sends && queue.fifo && group === undefined) {
    refuse(scope, `queue ${queue.node.path} is a FIFO queue without messageGroupId`, undefined, 'give messageGroupId');
  }
  const parameters: Record<SqsAction, Record<string, string | undefined>> = {
    [SqsAction.SEND_MESSAGE]: { MessageBody: '$request.body', MessageGroupId: options.messageGroupId },
    [SqsAction.RECEIVE_MESSAGE]: {},
    [SqsAction.DELETE_MESSAGE]: { ReceiptHandle: '$request.body.ReceiptHandle' },
    [SqsAction.PURGE_QUEUE]: {},
  };
  return service(scope, id, options, {
    subtype: action,
    grant: {
      action: action.replace('SQS-', 'sqs:'),
      resource: queue.queueArn,
      encryptionKey: queue.encryptionMasterKey,
      keyActions: KEY_ACTIONS[action],
    },
    parameters: { QueueUrl: queue.queueUrl, ...parameters[action] },
  });
}

export function eventBridgeIntegration(
  scope: Construct,
  id: string,
  bus: IEventBus,
  options: EventBridgeIntegrationOptions,
): RenderedIntegration {
  return service(scope, id, options, {
    subtype: HttpIntegrationSubtype.EVENTBRIDGE_PUT_EVENTS,
    grant: { action: 'events:PutEvents', resource: bus.eventBusArn },
    parameters: {
      EventBusName: bus.eventBusName,
      Source: options.source,
      DetailType: options.detailType,
      Detail: options.detail ?? '$request.body',
    },
  });
}

export function kinesisIntegration(
  scope: Construct,
  id: string,
  stream: IStream,
  options: KinesisIntegrationOptions,
): RenderedIntegration {
  return service(scope, id, options, {
    subtype: HttpIntegrationSubtype.KINESIS_PUT_RECORD,
    grant: {
      action: 'kinesis:PutRecord',
      resource: stream.streamArn,
      encryptionKey: stream.encryptionKey,
      keyActions: ['kms:GenerateDataKey'],
    },
    parameters: {
      StreamName: stream.streamName,
      Data: options.data ?? '$request.body.Data',
      PartitionKey: options.partitionKey ?? '$context.requestId',
    },
  });
}

export function stepFunctionsIntegration(
  scope: Construct,
  id: string,
  machine: IStateMachine,
  options: StepFunctionsIntegrationOptions,
): RenderedIntegration {
  const action = options.action ?? StepFunctionsAction.START_EXECUTION;
  const isStandard = machine instanceof StateMachine && machine.stateMachineType !== StateMachineType.EXPRESS;
  if (action === StepFunctionsAction.START_SYNC_EXECUTION && isStandard) {
    refuse(
      scope,
      `state machine ${machine.node.path} cannot be run synchronously`,
      machine.stateMachineType,
      'make it an Express state machine or use StepFunctionsAction.START_EXECUTION',
    );
  }
  const stops = action === StepFunctionsAction.STOP_EXECUTION;
  const start = { StateMachineArn: machine.stateMachineArn, Input: '$request.body' };
  const rendered = service(scope, id, options, {
    subtype: action,
    grant: {
      action: action.replace('StepFunctions-', 'states:'),
      resource: stops ? executionsArn(machine) : machine.stateMachineArn,
    },
    parameters: stops ? { ExecutionArn: '$request.body.executionArn' } : start,
  });
  if (stops) {
    const role = scope.node.findChild(roleId(id)).node.defaultChild as CfnRole;
    suppressNag(
      role,
      'AwsSolutions-IAM5',
      'StopExecution is granted on executions, whose names are not known before they run.',
    );
  }
  return rendered;
}

function executionsArn(machine: IStateMachine): string {
  const stack = Stack.of(machine);
  const name = stack.splitArn(machine.stateMachineArn, ArnFormat.COLON_RESOURCE_NAME).resourceName;
  return stack.formatArn({
    service: 'states',
    region: machine.env.region,
    account: machine.env.account,
    resource: 'execution',
    resourceName: `${name}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

interface ServiceCall {
  readonly subtype: string;
  readonly grant: ServiceRoleProps;
  readonly parameters: Record<string, string | undefined>;
}

function service(
  scope: Construct,
  id: string,
  options: ServiceIntegrationOptions,
  call: ServiceCall,
): RenderedIntegration {
  const mapping = new ParameterMapping();
  for (const [name, value] of Object.entries({ ...call.parameters, ...sorted(options.parameters) })) {
    if (value !== undefined) {
      mapping.custom(name, value);
    }
  }
  return {
    integrationType: HttpIntegrationType.AWS_PROXY,
    integrationSubtype: call.subtype as HttpIntegrationSubtype,
    connectionType: HttpConnectionType.INTERNET,
    payloadFormatVersion: PayloadFormatVersion.VERSION_1_0,
    credentials: IntegrationCredentials.fromRole(serviceRole(scope, roleId(id), call.grant)),
    parameterMapping: mapping,
    timeout: options.timeout,
  };
}

function roleId(integrationId: string): string {
  return `${integrationId}Role`;
}

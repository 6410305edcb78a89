import { IStateMachine, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { refuse } from '../../core/errors';
import { StepFunctionsAction, StepFunctionsIntegrationOptions } from '../../shared/integration-options';
import { Answer, problem } from './answers';
import { parseExpression } from './mapping-source';
import { RenderedRestIntegration } from './rendered-rest-integration';
import { jsonLiteral, RequestTemplate } from './request-template';
import { failureByCode, parametersOf, serviceCall, ServiceContext } from './service-call';

const BAD_INPUT = ['InvalidExecutionInput', 'InvalidName', 'ValidationException', 'SerializationException'];

const STARTED: Answer = { status: 202, template: `{"executionArn":$input.json('$.executionArn')}` };

/** A failed execution is the API's failure; its error and cause are nobody else's business. */
const RUN: Answer = {
  status: 200,
  otherStatuses: [500],
  template: `#if($input.path('$.status')=='SUCCEEDED')$input.path('$.output')#else${problem(500)}#end`,
};

/** Starts an execution and answers 202, or runs one and answers with its output. */
export function stepFunctionsIntegration(
  context: ServiceContext,
  machine: IStateMachine,
  options: StepFunctionsIntegrationOptions,
): RenderedRestIntegration {
  const { where, key } = context;
  const action = options.action ?? StepFunctionsAction.START_EXECUTION;
  if (action === StepFunctionsAction.STOP_EXECUTION) {
    refuse(where, 'a REST API starts executions and no more', action, 'use SecureHttpApi or a function to stop them');
  }
  const isSync = action === StepFunctionsAction.START_SYNC_EXECUTION;
  if (isSync && machine instanceof StateMachine && machine.stateMachineType !== StateMachineType.EXPRESS) {
    const remedy = 'make it an Express state machine or use StepFunctionsAction.START_EXECUTION';
    refuse(where, `state machine ${machine.node.path} cannot be run synchronously`, machine.stateMachineType, remedy);
  }
  const template = new RequestTemplate();
  const members = parametersOf(where, options.parameters, {
    Input: '$request.body',
    Name: undefined,
    TraceHeader: undefined,
  }).map(([name, text]) => {
    const source = template.take(parseExpression(where, key, text));
    const member = name.charAt(0).toLowerCase() + name.slice(1);
    return `"${member}":${name === 'Input' ? template.nestedJson(source) : template.json(source)}`;
  });
  const name = action.replace('StepFunctions-', '');
  return serviceCall(context, {
    service: 'states',
    resource: `action/${name}`,
    region: machine.env.region,
    grant: { action: `states:${name}`, resource: machine.stateMachineArn },
    headers: { 'Content-Type': 'application/x-amz-json-1.0' },
    reads: template.sources,
    request: template.render(`{"stateMachineArn":${jsonLiteral(machine.stateMachineArn)},${members.join(',')}}`),
    success: isSync ? RUN : STARTED,
    failure: failureByCode('$.__type', BAD_INPUT, { ExecutionAlreadyExists: 409 }),
    timeout: options.timeout,
  });
}

import { App, Fn, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { DefinitionBody, Pass, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { RouteIntegration, StepFunctionsAction } from '../../../lib';
import { apiIn } from '../api-under-test';
import { adding, allow, integrationOf, logicalIdOf, onlyOf, statementsOf, templateOfIntegration } from '../fixtures';

const INTEGRATION = 'AWS::ApiGatewayV2::Integration';

describe('a state machine', () => {
  const machineIn = (stack: Stack, stateMachineType?: StateMachineType) =>
    new StateMachine(stack, 'Machine', {
      stateMachineType,
      definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Pass')),
    });
  const express = (action?: StepFunctionsAction) =>
    templateOfIntegration((stack) =>
      RouteIntegration.stepFunctions(machineIn(stack, StateMachineType.EXPRESS), { action }),
    );

  it.each([
    [undefined, 'StepFunctions-StartExecution', 'states:StartExecution'],
    [StepFunctionsAction.START_SYNC_EXECUTION, 'StepFunctions-StartSyncExecution', 'states:StartSyncExecution'],
  ])('starts with the body for its input by %s, with a role for that alone', (action, subtype, permission) => {
    const template = express(action);
    const machine = { Ref: logicalIdOf(template, 'AWS::StepFunctions::StateMachine') };
    expect(statementsOf(template)).toEqual([allow(permission, machine)]);
    expect(onlyOf(template, INTEGRATION)).toMatchObject({ IntegrationSubtype: subtype });
    expect(onlyOf(template, INTEGRATION).RequestParameters).toEqual({
      StateMachineArn: machine,
      Input: '$request.body',
    });
  });

  it('stops executions of that machine alone, and says why their names are open', () => {
    const template = templateOfIntegration((stack) =>
      RouteIntegration.stepFunctions(StateMachine.fromStateMachineName(stack, 'Machine', 'orders'), {
        action: StepFunctionsAction.STOP_EXECUTION,
      }),
    );
    expect(statementsOf(template)).toEqual([
      allow('states:StopExecution', {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            ':states:',
            { Ref: 'AWS::Region' },
            ':',
            { Ref: 'AWS::AccountId' },
            ':execution:orders:*',
          ],
        ],
      }),
    ]);
    expect(onlyOf(template, INTEGRATION)).toMatchObject({
      IntegrationSubtype: 'StepFunctions-StopExecution',
      RequestParameters: { ExecutionArn: '$request.body.executionArn' },
    });
    template.hasResource('AWS::IAM::Role', {
      Metadata: {
        cdk_nag: { rules_to_suppress: [{ id: 'AwsSolutions-IAM5', reason: Match.stringLikeRegexp('StopExecution') }] },
      },
    });
  });

  it('stops executions of a machine whose ARN is a token', () => {
    const template = express(StepFunctionsAction.STOP_EXECUTION);
    const machine = { Ref: logicalIdOf(template, 'AWS::StepFunctions::StateMachine') };
    const [{ Resource }] = statementsOf(template) as { Resource: { 'Fn::Join': [string, unknown[]] } }[];
    expect(Resource['Fn::Join'][1].slice(-3)).toEqual([
      ':execution:',
      { 'Fn::Select': [6, { 'Fn::Split': [':', machine] }] },
      ':*',
    ]);
  });

  it('stops executions in the Region and account of the machine', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'us-east-1' } });
    const arn = 'arn:aws:states:eu-west-1:222222222222:stateMachine:orders';
    const machine = StateMachine.fromStateMachineArn(stack, 'Machine', arn);
    const action = StepFunctionsAction.STOP_EXECUTION;
    apiIn(stack).addRoute('POST /stop', RouteIntegration.stepFunctions(machine, { action }));
    const executions = ['arn:', { Ref: 'AWS::Partition' }, ':states:eu-west-1:222222222222:execution:orders:*'];
    expect(statementsOf(Template.fromStack(stack))).toEqual([
      allow('states:StopExecution', { 'Fn::Join': ['', executions] }),
    ]);
  });

  it.each([undefined, StateMachineType.STANDARD])('of type %s cannot be run synchronously', (type) => {
    const action = StepFunctionsAction.START_SYNC_EXECUTION;
    expect(adding((stack) => RouteIntegration.stepFunctions(machineIn(stack, type), { action }))).toThrow(
      '[Stack/Api] state machine Stack/Machine cannot be run synchronously, got "STANDARD"; make it an Express state machine',
    );
  });

  it('of unknown type may be run synchronously', () => {
    const action = StepFunctionsAction.START_SYNC_EXECUTION;
    const arn = Fn.importValue('MachineArn');
    const properties = integrationOf((stack) =>
      RouteIntegration.stepFunctions(StateMachine.fromStateMachineArn(stack, 'Machine', arn), { action }),
    );
    expect(properties.RequestParameters).toMatchObject({ StateMachineArn: { 'Fn::ImportValue': 'MachineArn' } });
  });
});

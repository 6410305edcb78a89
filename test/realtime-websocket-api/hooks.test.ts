import { App, Duration, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Alias, Code, Function, Runtime, Version } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { Authorization, ChannelRule, RealtimeWebSocketApi, RouteIntegration } from '../../lib';
import { apiIn, functionIn, handlerOf, idsOf, making, propertiesOf, templateWith } from './api-under-test';

function slowFunctionIn(stack: Stack): Function {
  return new Function(stack, 'Slow', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => "ok";'),
    timeout: Duration.seconds(20),
  });
}

describe('functions that are told of connections', () => {
  const template = templateWith({}, (api, stack) => {
    api.onConnected(slowFunctionIn(stack));
    api.onDisconnected(functionIn(stack), { batchSize: 1, maxConcurrency: 2 });
  });
  const queue = (prefix: string): string =>
    idsOf(template, 'AWS::SQS::Queue', prefix).filter((id) => !id.includes('Dead'))[0];

  it('have a queue of their own each, that handlers send to', () => {
    const connected = `<${queue('LiveHooksConnected')}>`;
    const disconnected = `<${queue('LiveHooksDisconnected')}>`;
    expect(handlerOf(template, 'Handlers/Connect').settings.connectedQueueUrls).toEqual([connected]);
    for (const path of ['Handlers/Disconnect', 'Handlers/CloseExpired', 'Broadcast/Dispatch', 'Broadcast/Deliver']) {
      expect(handlerOf(template, path).settings.disconnectedQueueUrls).toEqual([disconnected]);
    }
  });

  it('say which events they could not take care of', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [queue('LiveHooksConnected'), 'Arn'] },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [queue('LiveHooksDisconnected'), 'Arn'] },
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  it('get what they failed on again, and not for ever', () => {
    const queues = propertiesOf(template, 'AWS::SQS::Queue');
    expect(queues[queue('LiveHooksConnected')]).toMatchObject({
      VisibilityTimeout: 120,
      RedrivePolicy: { maxReceiveCount: 5 },
    });
    expect(queues[queue('LiveHooksDisconnected')]).toMatchObject({ VisibilityTimeout: 18 });
  });

  it('may receive before the mapping is made', () => {
    const mappings = Object.entries(template.findResources('AWS::Lambda::EventSourceMapping'));
    for (const [id, { DependsOn }] of mappings.filter(([name]) => name.startsWith('LiveHooks'))) {
      const [policy] = idsOf(template, 'AWS::IAM::Policy', id.replace(/Mapping.*/, 'Receive'));
      expect(DependsOn).toContain(policy);
    }
  });

  it('may be aliases and imported functions with a role', () => {
    const others = templateWith({}, (api, stack) => {
      const version = new Version(stack, 'Version', { lambda: slowFunctionIn(stack) });
      api.onConnected(new Alias(stack, 'Alias', { aliasName: 'live', version }));
      const role = slowFunctionIn(new Stack(stack, 'Other')).role;
      api.onConnected(
        Function.fromFunctionAttributes(stack, 'Imported', {
          functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
          role,
        }),
      );
    });
    const times = idsOf(others, 'AWS::SQS::Queue', 'LiveHooksConnected')
      .map((id) => propertiesOf(others, 'AWS::SQS::Queue')[id].VisibilityTimeout)
      .filter((time) => time !== undefined);
    expect(times).toEqual([120, 5_400]);
  });

  it.each([
    [{ batchSize: 11 }, 'batchSize is out of range, got 11; give a whole number from 1 to 10'],
    [{ maxConcurrency: 1 }, 'maxConcurrency is out of range, got 1; give a whole number from 2 to 1000'],
  ])('have limits', (options, message) => {
    expect(making({}, (api, stack) => api.onConnected(functionIn(stack), options))).toThrow(message);
  });

  it('are named once, and have a role', () => {
    const twice = making({}, (api, stack) => {
      const fn = functionIn(stack);
      api.onConnected(fn);
      api.onDisconnected(fn);
      api.onConnected(fn);
    });
    expect(twice).toThrow('the function is told of connected clients already, got "Stack/Function"');
    const roleless = making({}, (api, stack) => api.onConnected(Function.fromFunctionName(stack, 'Imported', 'f')));
    expect(roleless).toThrow('the role of the function is not known');
  });
});

describe('user pain 10: functions of another stack', () => {
  function twoStacks(): { readonly app: App; readonly functions: Stack; readonly apis: Stack } {
    const app = new App();
    return { app, functions: new Stack(app, 'Functions'), apis: new Stack(app, 'Apis') };
  }

  it('make no cycle as routes, rules, authorizers and hooks at once', () => {
    const { functions, apis } = twoStacks();
    const fn = functionIn(functions);
    const api = apiIn(apis, {
      authorization: Authorization.lambda(functionIn(functions, 'Authorizer')),
      channels: [ChannelRule.lambda('room:*', fn)],
    });
    api.addRoute('chat', RouteIntegration.lambda(fn));
    api.onConnected(fn);
    api.onDisconnected(fn);
    const template = Template.fromStack(apis);
    expect(apis.dependencies).toEqual([functions]);
    expect(functions.dependencies).toEqual([]);
    expect(idsOf(template, 'AWS::Lambda::EventSourceMapping', 'LiveHooks')).toHaveLength(2);
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['sqs:ReceiveMessage']) })]),
      },
      Roles: [{ 'Fn::ImportValue': Match.stringLikeRegexp('^Functions:') }],
    });
    Template.fromStack(functions).resourceCountIs('AWS::IAM::Policy', 0);
  });

  it('make no cycle when they broadcast, post and read', () => {
    const { functions, apis } = twoStacks();
    const fn = functionIn(functions);
    const api = apiIn(apis);
    api.grantBroadcast(fn);
    api.grantManageConnections(fn);
    api.grantReadConnections(fn);
    Template.fromStack(apis);
    expect(functions.dependencies).toEqual([apis]);
    expect(apis.dependencies).toEqual([]);
  });

  it.each(['before', 'after'])('are refused where they are called, and told where the API is %s that', (when) => {
    const { functions, apis } = twoStacks();
    const fn = slowFunctionIn(functions);
    const alias = new Alias(functions, 'Alias', { aliasName: 'live', version: fn.currentVersion });
    const api = apiIn(apis);
    const steps = [() => api.grantManageConnections(fn), () => api.onConnected(alias)];
    const [first, second] = when === 'before' ? steps : steps.reverse();
    first();
    expect(second).toThrow(
      "[Apis/Live] function Functions/Slow of another stack is called by this API, so that it can't be told where " +
        'the API is, got "WEBSOCKET_CALLBACK_URL"; put it into the stack of the API, or grant this to its role',
    );
  });

  it.each([
    ['a route', (api: RealtimeWebSocketApi, fn: Function) => api.addRoute('chat', RouteIntegration.lambda(fn))],
    ['a hook', (api: RealtimeWebSocketApi, fn: Function) => api.onDisconnected(fn)],
  ])('make no cycle as %s whose role may broadcast, post and read', (_, call) => {
    const { app, functions, apis } = twoStacks();
    const fn = slowFunctionIn(functions);
    const encryptionKey = new Key(apis, 'Key');
    const api = apiIn(apis, { broadcast: { encryptionKey }, connectionsTable: { encryptionKey } });
    call(api, fn);
    for (const grant of ['grantBroadcast', 'grantManageConnections', 'grantReadConnections'] as const) {
      api[grant](fn.role!);
    }
    app.synth();
    expect(apis.dependencies).toEqual([functions]);
    const template = Template.fromStack(apis);
    const ids = idsOf(template, 'AWS::IAM::Policy', 'LiveGrants');
    expect(ids).toHaveLength(1);
    const granted = JSON.stringify(propertiesOf(template, 'AWS::IAM::Policy')[ids[0]]);
    for (const action of [
      'sqs:SendMessage',
      'kms:GenerateDataKey*',
      'execute-api:ManageConnections',
      'dynamodb:Query',
    ]) {
      expect(granted).toContain(`"${action}"`);
    }
    Template.fromStack(functions).resourceCountIs('AWS::IAM::Policy', 0);
  });
});

describe('the queues of hooks', () => {
  function queuesIn(parent: Construct, stackId = 'Stack'): string[] {
    const stack = new Stack(parent, stackId);
    const elsewhere = new Stack(parent, 'Elsewhere');
    const api = apiIn(stack);
    api.onConnected(functionIn(stack));
    api.onDisconnected(functionIn(elsewhere));
    return idsOf(Template.fromStack(stack), 'AWS::SQS::Queue', 'LiveHooks');
  }

  it('keep their ids, and what is in them, when the stack moves under a stage or is renamed', () => {
    const ids = queuesIn(new App());
    expect(ids).toHaveLength(4);
    expect(queuesIn(new Stage(new App(), 'Prod'))).toEqual(ids);
    expect(queuesIn(new Stage(new Stage(new App(), 'Eu'), 'Prod'), 'Renamed')).toEqual(ids);
  });

  it('are one for each function, of whatever stack', () => {
    const stack = new Stack(new App(), 'Stack');
    const other = new Stack(stack.node.root as App, 'Other');
    const api = apiIn(stack);
    api.onConnected(functionIn(new Construct(stack, 'Other')));
    api.onConnected(functionIn(other));
    expect(idsOf(Template.fromStack(stack), 'AWS::SQS::Queue', 'LiveHooks')).toHaveLength(4);
  });
});

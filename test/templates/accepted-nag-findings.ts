/** A finding of AwsSolutions that stays, and the constructs that it stays on, by the stack that they stand in. */
export interface AcceptedFinding {
  readonly rule: string;
  readonly reason: string;
  readonly on: Readonly<Record<string, readonly string[]>>;
}

const managedPolicy = (name: string): string =>
  `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/${name}]`;

const EXECUTE_API = 'arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>';

const FUNCTIONS_OF_SCENARIOS = {
  MeteredRestApiCacheAndValidation: ['Editor', 'LetIn', 'NeverTheSame', 'Reader'],
  MeteredRestApiCanary: ['TellAlias'],
  MeteredRestApiJwt: ['WhoAmI'],
  MeteredRestApiPrivate: ['Inside', 'Outside'],
  MeteredRestApiTiers: ['GetProduct', 'Page'],
  RealtimeWebSocketApiChannels: ['Client', 'Echo'],
  RealtimeWebSocketApiJwt: ['Page'],
  SecureHttpApiDefaultRoute: ['Echo', 'LetIn'],
  SecureHttpApiIam: ['Answer', 'Caller'],
  SecureHttpApiJwt: ['WhoAmI'],
  SecureHttpApiLambdaAuthorizer: ['Doorkeeper', 'Greet'],
  SecureHttpApiStage: ['TellVariables'],
};

const PYTHON_FUNCTIONS = ['create_order', 'get_order', 'get_product', 'health', 'list_orders', 'ship_orders'];

const FUNCTIONS_OF_EXAMPLES = {
  Orders: ['create', 'get', 'health', 'list', 'product'],
  OrdersJava: PYTHON_FUNCTIONS,
  OrdersPython: PYTHON_FUNCTIONS,
};

const USER_POOLS = { MeteredRestApiJwt: ['Users'], RealtimeWebSocketApiJwt: ['Users'], SecureHttpApiJwt: ['Users'] };

const QUEUES = {
  MeteredRestApiCacheAndValidation: ['Queue'],
  MeteredRestApiServiceIntegrations: ['Deliveries'],
  SecureHttpApiServiceIntegrations: ['Deliveries', 'Queue'],
};

const MACHINES = {
  MeteredRestApiServiceIntegrations: ['Machine'],
  SecureHttpApiServiceIntegrations: ['ExpressMachine', 'Machine'],
};

/**
 * What stays of what AwsSolutions finds on the functions, queues and user pools that scenarios and examples put around the
 * APIs. Of what our constructs made, nothing is accepted.
 */
export const ACCEPTED: readonly AcceptedFinding[] = [
  {
    rule: managedPolicy('AWSLambdaBasicExecutionRole'),
    reason: 'what CDK gives a function whose role nobody named: logs, and nothing else',
    on: FUNCTIONS_OF_SCENARIOS,
  },
  {
    rule: managedPolicy('AWSLambdaBasicExecutionRole'),
    reason:
      'an example shows functions as most apps have them, with the role that CDK makes: logs, and what is granted',
    on: FUNCTIONS_OF_EXAMPLES,
  },
  {
    rule: managedPolicy('AWSLambdaVPCAccessExecutionRole'),
    reason: 'what CDK gives a function in a VPC: a network interface there',
    on: { MeteredRestApiPrivate: ['Inside'] },
  },
  {
    rule: `AwsSolutions-IAM5[Resource::${EXECUTE_API}:<ApiCD79AAA0>/$default/GET/reports/*]`,
    reason: 'the calls of grantInvoke on a route with a parameter, whose values are not known before',
    on: { SecureHttpApiIam: ['Caller'] },
  },
  {
    rule: 'AwsSolutions-L1',
    reason: 'functions of scenarios run on the oldest runtime that is supported',
    on: FUNCTIONS_OF_SCENARIOS,
  },
  {
    rule: 'AwsSolutions-COG1',
    reason: 'a user pool of one user, with a password of the scenario, for minutes',
    on: USER_POOLS,
  },
  {
    rule: 'AwsSolutions-COG2',
    reason: 'the scenario signs in without a person, who alone could give a second factor',
    on: USER_POOLS,
  },
  {
    rule: 'AwsSolutions-COG8',
    reason: 'a user pool of one user, for minutes: threat protection would cost and learn nothing',
    on: USER_POOLS,
  },
  {
    rule: 'AwsSolutions-SQS3',
    reason: 'what the scenario reads from the queue is what it just wrote: nothing is ever given up',
    on: QUEUES,
  },
  {
    rule: 'AwsSolutions-SQS4',
    reason: 'the scenario and API Gateway are the only callers, and both use TLS',
    on: QUEUES,
  },
  {
    rule: 'AwsSolutions-SF1',
    reason: 'the scenario asks for the execution itself, which says more than its log',
    on: MACHINES,
  },
  {
    rule: 'AwsSolutions-SF2',
    reason: 'the machine passes its input on: there is nothing to trace',
    on: MACHINES,
  },
  {
    rule: 'AwsSolutions-KDS3',
    reason: 'the stream keeps a record that the scenario made up, with the key of Kinesis',
    on: { MeteredRestApiServiceIntegrations: ['Stream'], SecureHttpApiServiceIntegrations: ['Stream'] },
  },
  {
    rule: 'AwsSolutions-DDB3',
    reason: 'the items of the table are made up, and gone with the scenario',
    on: { MeteredRestApiServiceIntegrations: ['Orders'] },
  },
  {
    rule: 'AwsSolutions-VPC7',
    reason: 'nothing but the scenario sends anything in its VPC',
    on: { MeteredRestApiPrivate: ['Vpc'] },
  },
];

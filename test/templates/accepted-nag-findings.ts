/**
 * What AwsSolutions finds on what is not ours, the functions, queues and user pools that scenarios and examples put around
 * the APIs, and why it stays. Of what our constructs made, nothing is accepted.
 */
export const ACCEPTED: Readonly<Record<string, string>> = {
  'AwsSolutions-IAM4': 'the managed policy that CDK gives a function whose role nobody named: logs, and nothing else',
  'AwsSolutions-IAM5': 'the calls of grantInvoke on a route with a parameter, whose values are not known before',
  'AwsSolutions-L1': 'functions of scenarios run on the oldest runtime that is supported',
  'AwsSolutions-COG1': 'a user pool of one user, with a password of the scenario, for minutes',
  'AwsSolutions-COG2': 'the scenario signs in without a person, who alone could give a second factor',
  'AwsSolutions-COG8': 'a user pool of one user, for minutes: threat protection would cost and learn nothing',
  'AwsSolutions-SQS3': 'what the scenario reads from the queue is what it just wrote: nothing is ever given up',
  'AwsSolutions-SQS4': 'the scenario and API Gateway are the only callers, and both use TLS',
  'AwsSolutions-SF1': 'the scenario asks for the execution itself, which says more than its log',
  'AwsSolutions-SF2': 'the machine passes its input on: there is nothing to trace',
  'AwsSolutions-KDS3': 'the stream keeps a record that the scenario made up, with the key of Kinesis',
  'AwsSolutions-DDB3': 'the items of the table are made up, and gone with the scenario',
  'AwsSolutions-VPC7': 'nothing but the scenario sends anything in its VPC',
};

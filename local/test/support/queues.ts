import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Gateway } from '../../src';
import { defaultCredentials } from '../../src/core/development-credentials';

/** A client as a program outside of the gateway has it. */
export function sqsClient({ sqsEndpoint: endpoint }: Gateway, region = 'us-east-1'): SQSClient {
  return new SQSClient({ endpoint, region, credentials: defaultCredentials });
}

export function queueUrl({ queues }: Gateway, logicalId: string): string {
  const queue = queues.find((one) => one.logicalId === logicalId);
  if (!queue) throw new Error(`no queue ${logicalId}; there are ${queues.map((one) => one.logicalId).join(', ')}`);
  return queue.url;
}

/** Messages that are there, with a function, or delayed. */
export async function countsOf(client: SQSClient, QueueUrl: string): Promise<Record<'visible' | 'inFlight', number>> {
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  return {
    visible: Number(Attributes?.ApproximateNumberOfMessages),
    inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
  };
}

export function queueResource(properties: object = {}): object {
  return { Type: 'AWS::SQS::Queue', Properties: properties };
}

export function mappingResource(queueId: string, functionId: string, properties: object = {}): object {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': [queueId, 'Arn'] },
      FunctionName: { Ref: functionId },
      ...properties,
    },
  };
}

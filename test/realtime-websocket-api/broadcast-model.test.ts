import {
  CONCURRENCY,
  DELIVERY_BATCH,
  MEMORY_MEGABYTES,
  RECEPTIONS,
  TIMEOUT_SECONDS,
  VISIBILITY_SECONDS,
} from '../runtime/realtime/model/shipped';
import { handlerOf, idsOf, propertiesOf, templateWith } from './api-under-test';

const template = templateWith({});
const only = (type: string, prefix: string) => {
  const [id] = idsOf(template, type, prefix);
  return propertiesOf(template, type)[id];
};

it.each(['Broadcasts', 'Deliveries'])('the model of broadcasts goes by the queue %s', (name) => {
  expect(only('AWS::SQS::Queue', `LiveBroadcast${name}Queue`)).toMatchObject({
    VisibilityTimeout: VISIBILITY_SECONDS,
    RedrivePolicy: { maxReceiveCount: RECEPTIONS },
  });
});

it.each(['Dispatch', 'Deliver'])('the model of broadcasts goes by the function %s', (name) => {
  expect(handlerOf(template, `Broadcast/${name}`).properties).toMatchObject({
    Timeout: TIMEOUT_SECONDS,
    MemorySize: MEMORY_MEGABYTES,
  });
});

it('the model of broadcasts goes by the batches of jobs', () => {
  expect(only('AWS::Lambda::EventSourceMapping', 'LiveBroadcastDeliveries')).toMatchObject({
    BatchSize: DELIVERY_BATCH,
    ScalingConfig: { MaximumConcurrency: CONCURRENCY },
  });
});

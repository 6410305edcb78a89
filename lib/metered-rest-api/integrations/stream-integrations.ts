import { IEventBus } from 'aws-cdk-lib/aws-events';
import { IStream } from 'aws-cdk-lib/aws-kinesis';
import { EventBridgeIntegrationOptions, KinesisIntegrationOptions } from '../../shared/integration-options';
import { problem } from './answers';
import { parseExpression } from './mapping-source';
import { RenderedRestIntegration } from './rendered-rest-integration';
import { jsonLiteral, RequestTemplate } from './request-template';
import { failureByCode, parametersOf, serviceCall, ServiceContext } from './service-call';

/** Makes an event of a request and answers 202 with its id. The service says in a 200 that it did not take an event. */
export function eventBridgeIntegration(
  context: ServiceContext,
  bus: IEventBus,
  options: EventBridgeIntegrationOptions,
): RenderedRestIntegration {
  const template = new RequestTemplate();
  const members = parametersOf(context.where, options.parameters, {
    Source: options.source,
    DetailType: options.detailType,
    Detail: options.detail ?? '$request.body',
    TraceHeader: undefined,
  }).map(([name, text]) => {
    const source = template.take(parseExpression(context.where, context.key, text));
    return `"${name}":${name === 'Detail' ? template.nestedJson(source) : template.json(source)}`;
  });
  const code = "#set($e=$input.path('$.Entries[0].ErrorCode'))";
  const badInput = "#if($e.matches('.*(MalformedDetail|InvalidArgument).*'))";
  return serviceCall(context, {
    service: 'events',
    resource: 'action/PutEvents',
    region: bus.env.region,
    grant: { action: 'events:PutEvents', resource: bus.eventBusArn },
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'AWSEvents.PutEvents' },
    reads: template.sources,
    request: template.render(`{"Entries":[{"EventBusName":${jsonLiteral(bus.eventBusName)},${members.join(',')}}]}`),
    success: {
      status: 202,
      otherStatuses: [400, 502],
      template:
        `#if($input.path('$.FailedEntryCount')==0){"eventId":$input.json('$.Entries[0].EventId')}` +
        `#else${code}${badInput}${problem(400)}#else${problem(502)}#end#end`,
    },
    failure: failureByCode('$.__type', ['ValidationException', 'SerializationException']),
    timeout: options.timeout,
  });
}

/** Puts a record on a stream and answers 202 with its number. */
export function kinesisIntegration(
  context: ServiceContext,
  stream: IStream,
  options: KinesisIntegrationOptions,
): RenderedRestIntegration {
  const template = new RequestTemplate();
  const members = parametersOf(context.where, options.parameters, {
    Data: options.data ?? '$request.body',
    PartitionKey: options.partitionKey ?? '$context.requestId',
    ExplicitHashKey: undefined,
    SequenceNumberForOrdering: undefined,
  }).map(([name, text]) => {
    const source = template.take(parseExpression(context.where, context.key, text));
    const isWholeBody = source.kind === 'body' && source.path === undefined;
    // the whole body is the caller's text; other data are base64 already, as for an HTTP API
    return `"${name}":${name === 'Data' && isWholeBody ? '"$util.base64Encode($input.body)"' : template.json(source)}`;
  });
  return serviceCall(context, {
    service: 'kinesis',
    resource: 'action/PutRecord',
    region: stream.env.region,
    grant: {
      action: 'kinesis:PutRecord',
      resource: stream.streamArn,
      encryptionKey: stream.encryptionKey,
      keyActions: ['kms:GenerateDataKey'],
    },
    headers: { 'Content-Type': 'application/x-amz-json-1.1' },
    reads: template.sources,
    request: template.render(`{"StreamName":${jsonLiteral(stream.streamName)},${members.join(',')}}`),
    success: { status: 202, template: `{"sequenceNumber":$input.json('$.SequenceNumber')}` },
    failure: failureByCode('$.__type', ['ValidationException', 'SerializationException', 'InvalidArgumentException']),
    timeout: options.timeout,
  });
}

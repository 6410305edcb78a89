import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { refuse } from '../../core/errors';
import { SqsAction, SqsIntegrationOptions } from '../../shared/integration-options';
import { parseExpression } from './mapping-source';
import { RenderedRestIntegration } from './rendered-rest-integration';
import { escapedForJson, RequestTemplate } from './request-template';
import { failureByCode, parametersOf, serviceCall, ServiceContext } from './service-call';

const BAD_INPUT = ['InvalidMessageContents', 'InvalidParameterValue', 'MissingParameter'];

/** Puts the body on a queue, by the form that SQS takes, and answers 202 with the message's id. */
export function sqsIntegration(
  context: ServiceContext,
  queue: IQueue,
  options: SqsIntegrationOptions,
): RenderedRestIntegration {
  const { where, key } = context;
  if (options.action !== undefined && options.action !== SqsAction.SEND_MESSAGE) {
    refuse(where, 'a REST API sends to a queue and no more', options.action, 'use SecureHttpApi or a function');
  }
  const parameters = parametersOf(where, options.parameters, {
    MessageBody: '$request.body',
    MessageGroupId: options.messageGroupId,
    MessageDeduplicationId: undefined,
    DelaySeconds: undefined,
  });
  if (queue.fifo && !parameters.some(([name]) => name === 'MessageGroupId')) {
    refuse(where, `queue ${queue.node.path} is a FIFO queue without messageGroupId`, undefined, 'give messageGroupId');
  }
  const template = new RequestTemplate();
  const form = parameters.map(([name, text]) => {
    const source = template.take(parseExpression(where, key, text));
    // a message whose body is a member of the caller's keeps its structure
    const isMember = name === 'MessageBody' && source.kind === 'body' && source.path !== undefined;
    return `&${name}=${isMember ? `$util.urlEncode($input.json('$.${source.path}'))` : template.form(source)}`;
  });
  const id = '$.SendMessageResponse.SendMessageResult.MessageId';
  return serviceCall(context, {
    service: 'sqs',
    resource: `path/${queue.env.account}/${queue.queueName}`,
    region: queue.env.region,
    grant: {
      action: 'sqs:SendMessage',
      resource: queue.queueArn,
      encryptionKey: queue.encryptionMasterKey,
      keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    },
    // SQS answers XML unless it is asked for JSON
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    reads: template.sources,
    request: template.render(`Action=SendMessage&Version=2012-11-05${form.join('')}`),
    success: { status: 202, template: `{"messageId":"${escapedForJson(`$input.path('${id}')`)}"}` },
    failure: failureByCode('$.Error.Code', BAD_INPUT),
    timeout: options.timeout,
  });
}

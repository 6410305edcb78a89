import { Action } from './action';
import { changeMessageVisibility, changeMessageVisibilityBatch } from './change-message-visibility';
import { deleteMessage, deleteMessageBatch } from './delete-message';
import { getQueueAttributes, getQueueUrl, listQueues, purgeQueue } from './queues';
import { receiveMessage } from './receive-message';
import { sendMessage, sendMessageBatch } from './send-message';

/** What the endpoint does, by the name after `AmazonSQS.` in `X-Amz-Target`. */
export const actions: ReadonlyMap<string, Action> = new Map(
  Object.entries({
    ChangeMessageVisibility: changeMessageVisibility,
    ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
    DeleteMessage: deleteMessage,
    DeleteMessageBatch: deleteMessageBatch,
    GetQueueAttributes: getQueueAttributes,
    GetQueueUrl: getQueueUrl,
    ListQueues: listQueues,
    PurgeQueue: purgeQueue,
    ReceiveMessage: receiveMessage,
    SendMessage: sendMessage,
    SendMessageBatch: sendMessageBatch,
  }),
);

import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';

const TableName = process.env.TABLE_NAME;
const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const queues = new SQSClient({});

export async function create(event) {
  const order = parseOrder(event.body);
  if (!order) return json(400, { message: 'send {"sku": "text", "quantity": 1}' });
  const item = { customer: customerOf(event), id: randomUUID(), ...order };
  await table.send(new PutCommand({ TableName, Item: item }));
  await tellPagesOf(item.customer, { type: 'order-created', order: item });
  return json(201, item);
}

export async function get(event) {
  const Key = { customer: customerOf(event), id: event.pathParameters.id };
  const { Item } = await table.send(new GetCommand({ TableName, Key }));
  return Item ? json(200, Item) : json(404, { message: `no order ${Key.id}` });
}

export async function list(event) {
  const { Items } = await table.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'customer = :customer',
      ExpressionAttributeValues: { ':customer': customerOf(event) },
    }),
  );
  return json(200, { orders: Items });
}

export async function health() {
  return json(200, { status: 'ok' });
}

/** A broadcast is a message on a queue: `to` whom, and the `data`. */
async function tellPagesOf(customer, data) {
  const message = { to: { channel: `orders:${customer}` }, data, id: data.order.id };
  const QueueUrl = process.env.BROADCAST_QUEUE_URL;
  await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
}

function customerOf(event) {
  return event.requestContext.authorizer.jwt.claims.sub;
}

function parseOrder(body) {
  try {
    const { sku, quantity = 1 } = JSON.parse(body);
    return typeof sku === 'string' && Number.isInteger(quantity) && quantity > 0 ? { sku, quantity } : undefined;
  } catch {
    return undefined;
  }
}

function json(statusCode, value) {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');

/** Connects as a page does, sends messages one after the other's answer, and tells what came. */
exports.handler = async ({ origin, protocols = [], messages = [], broadcast }) => {
  const socket = new WebSocket(process.env.URL, { protocols, headers: origin ? { origin } : {} });
  const frames = [];
  let arrived = () => undefined;
  socket.onmessage = ({ data }) => {
    frames.push(JSON.parse(data));
    arrived();
  };
  const opened = await new Promise((resolve) => {
    socket.onopen = () => resolve(true);
    socket.onerror = () => resolve(false);
  });
  if (!opened) return { opened };
  const next = (act) =>
    new Promise((resolve, reject) => {
      arrived = resolve;
      setTimeout(() => reject(new Error('no frame within 10 seconds')), 10_000).unref();
      Promise.resolve(act()).catch(reject);
    });
  for (const message of messages) await next(() => socket.send(message));
  if (broadcast) await next(() => send(broadcast));
  const { protocol } = socket;
  socket.close();
  return { opened, protocol, types: frames.map(({ type }) => type), last: frames.at(-1) };
};

function send(message) {
  const entry = { QueueUrl: process.env.BROADCAST_QUEUE_URL, MessageBody: JSON.stringify(message) };
  return new SQSClient().send(new SendMessageCommand(entry));
}

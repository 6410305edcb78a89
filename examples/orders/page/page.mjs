import { stayConnected } from './live-connection.mjs';

const byId = (id) => document.getElementById(id);
const { ordersUrl, liveUrl } = await (await fetch('config.json')).json();

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  const name = byId('name').value;
  byId('sign-in').hidden = true;
  byId('order').hidden = false;
  stayConnected({
    url: liveUrl,
    getToken: () => tokenOf(name),
    channel: `orders:${name}`,
    onMessage: show,
    onStatus: (text) => (byId('status').textContent = text),
  });
  byId('order').addEventListener('submit', (order) => {
    order.preventDefault();
    void placeOrder(name, byId('sku').value);
  });
});

/** This page's server stands in for an identity provider. */
async function tokenOf(name) {
  return (await fetch(`token?sub=${name}`)).text();
}

async function placeOrder(name, sku) {
  const response = await fetch(`${ordersUrl}/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenOf(name)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ sku }),
  });
  if (!response.ok) byId('status').textContent = `The order was refused: ${response.status}`;
}

function show({ type, order, text }) {
  const item = document.createElement('li');
  item.textContent = type === 'order-created' ? `Order ${order.id}: ${order.quantity} × ${order.sku}` : text;
  byId('updates').prepend(item);
}

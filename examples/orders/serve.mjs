import { createServer } from 'node:net';
import { runCommand } from 'cdk-apigateway-local';
import { servePage } from './page-server.mjs';

const ISSUER = 'https://id.example.com';
const ORIGIN = 'https://app.example.com';
const USUAL_PORT = 3000;
/** Of the page: part of an origin that the template allows. */
const PAGE_PORT = 8080;

/**
 * Serves the app's cloud assembly until it is ended.
 *
 * @param {{ assembly: string, python?: string }} options with the interpreter of Python functions
 */
export async function serve({ assembly, python = 'python3' }) {
  const port = process.env.PORT ?? ((await isFree(USUAL_PORT)) ? USUAL_PORT : 0);
  const options = ['--port', String(port), '--watch', '--dev-issuer', ISSUER, '--python', python];
  await runCommand([assembly, ...options], printWhatToTry);
}

async function printWhatToTry(gateway, issuer) {
  const url = gateway.url('Shop');
  const issueToken = (sub) => issuer.issue({ sub, audience: 'orders', scope: 'orders:read orders:write' });
  const token = await issueToken('ada');
  const preflight = `-X OPTIONS -H 'Origin: ${ORIGIN}' -H 'Access-Control-Request-Method: GET'`;
  console.log(`
A development token of "ada", good for an hour:
${token}

Allowed:
curl -i '${url}/orders' -H 'Authorization: Bearer ${token}'

401, since there is no token:
curl -i '${url}/orders'

A preflight, as a browser sends it:
curl -i '${url}/orders' ${preflight}

Partners call by a key, and Acme's tier lets two calls through at once: 200, 200, 429.
for call in 1 2 3; do ${partnerCall(gateway, token)}; done

${await livePage(gateway, issueToken)}
`);
}

async function livePage(gateway, issueToken) {
  if (!(await isFree(PAGE_PORT))) {
    return `Port ${PAGE_PORT} is in use: end what uses it, and start again to see orders come in live on a page.`;
  }
  const config = { ordersUrl: gateway.url('Shop'), liveUrl: gateway.url('Live') };
  await servePage({ port: PAGE_PORT, config, issueToken });
  return `Live: open http://localhost:${PAGE_PORT} in two windows, sign in with one name, and order something.`;
}

function partnerCall(gateway, token) {
  const key = gateway.apiKeys.find(({ plans }) => plans.some((plan) => plan.endsWith('free')));
  const headers = `-H 'Authorization: Bearer ${token}' -H 'x-api-key: ${key.value}'`;
  return `curl -s -o /dev/null -w '%{http_code}\\n' '${gateway.url('Partners')}/products/lamp' ${headers}`;
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

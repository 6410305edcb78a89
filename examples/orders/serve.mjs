import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { runCommand } from 'cdk-apigateway-local';

const ISSUER = 'https://id.example.com';
const ORIGIN = 'https://app.example.com';
const USUAL_PORT = 3000;

const port = process.env.PORT ?? ((await isFree(USUAL_PORT)) ? USUAL_PORT : 0);
const assembly = fileURLToPath(new URL('cdk.out', import.meta.url));
await runCommand([assembly, '--port', String(port), '--watch', '--dev-issuer', ISSUER], printWhatToTry);

async function printWhatToTry(gateway, issuer) {
  const url = gateway.url('Shop');
  const token = await issuer.issue({ sub: 'ada', audience: 'orders', scope: 'orders:read orders:write' });
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
`);
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

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const TYPES = { '.html': 'text/html', '.css': 'text/css', '.mjs': 'text/javascript' };
const FILES = ['index.html', 'page.css', 'page.mjs', 'live-connection.mjs'];

/**
 * Serves the page on this machine, and development tokens for whoever it says it is.
 *
 * @param {{ port: number, config: object, issueToken: (sub: string) => Promise<string> }} options
 */
export async function servePage({ port, config, issueToken }) {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    const send = (type, body) => response.setHeader('content-type', type).end(body);
    // tokens are for this page alone: no CORS headers, and no other host name that was made to point here
    if (!/^(localhost|127\.0\.0\.1):\d+$/.test(request.headers.host)) return response.writeHead(403).end();
    if (name === 'token') return send('text/plain', await issueToken(searchParams.get('sub') ?? ''));
    if (name === 'config.json') return send('application/json', JSON.stringify(config));
    if (!FILES.includes(name)) return response.writeHead(404).end();
    send(TYPES[extname(name)], await readFile(new URL(`page/${name}`, import.meta.url)));
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from './free-ports';
import { ServedApi, serve } from './served-api';

/** The tool looks for its plugin beside the service, so the service goes where the tool is. */
export async function serveWithServerlessOffline(tools: string): Promise<ServedApi> {
  cpSync(join(__dirname, 'service'), tools, { recursive: true });
  const [http, lambda, webSocket] = await freePorts(3);
  const ports = [`--httpPort=${http}`, `--lambdaPort=${lambda}`, `--websocketPort=${webSocket}`];
  return serve({
    args: [join(tools, 'node_modules/serverless/bin/serverless.js'), 'offline', '--host=127.0.0.1', ...ports],
    cwd: tools,
    httpApi: `http://127.0.0.1:${http}/items/7`,
    restApi: `http://127.0.0.1:${http}/dev/items/7`,
  });
}

import { callRest } from './control-plane';

const CONTROL_PLANE = 'apigateway';

/**
 * Gives every API the host name it has on AWS, where functions call it: the emulator serves host names of API Gateway
 * only as custom domain names.
 */
export async function nameHosts(): Promise<void> {
  for (const id of await apiIds()) {
    const domainName = `${id}.execute-api.us-east-1.amazonaws.com`;
    if ((await domainNames()).includes(domainName)) continue;
    const endpointConfiguration = { types: ['REGIONAL'] };
    await callRest(CONTROL_PLANE, '/domainnames', { domainName, endpointConfiguration });
    // the stage is the first part of the path, as at AWS
    await callRest(CONTROL_PLANE, `/domainnames/${domainName}/basepathmappings`, { restApiId: id, basePath: '(none)' });
  }
}

async function apiIds(): Promise<string[]> {
  const rest = await callRest<{ item: { id: string }[] }>(CONTROL_PLANE, '/restapis');
  const others = await callRest<{ items: { apiId: string }[] }>(CONTROL_PLANE, '/v2/apis');
  return [...rest.item.map(({ id }) => id), ...others.items.map(({ apiId }) => apiId)];
}

async function domainNames(): Promise<string[]> {
  const { item } = await callRest<{ item: { domainName: string }[] }>(CONTROL_PLANE, '/domainnames');
  return item.map(({ domainName }) => domainName);
}

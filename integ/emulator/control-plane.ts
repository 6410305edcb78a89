/** Asks the emulator's services in their own protocols, where no client of the AWS SDK is installed. */
import { setting } from './environment';

/** Its credentials are never checked; they tell the service and the Region. */
const authorization = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=none`;

/** The Query protocol: parameters of a form in, XML out. */
export function query(service: string, parameters: Record<string, string>): Promise<string> {
  return send(service, '/', { method: 'POST', body: new URLSearchParams(parameters) });
}

/** The JSON protocol: an operation and its input in, its output out. */
export async function callJson<Output>(service: string, operation: string, input: object = {}): Promise<Output> {
  const headers = { 'x-amz-target': operation, 'content-type': 'application/x-amz-json-1.1' };
  return JSON.parse(await send(service, '/', { method: 'POST', headers, body: JSON.stringify(input) })) as Output;
}

/** The REST protocol: a resource's path in, JSON out. */
export async function callRest<Output>(service: string, path: string, body?: object): Promise<Output> {
  const post = body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return JSON.parse(await send(service, path, post ?? {})) as Output;
}

/** The texts of all elements of that name. */
export function texts(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text]) => unescaped(text));
}

async function send(service: string, path: string, init: RequestInit): Promise<string> {
  const response = await fetch(`${setting('AWS_ENDPOINT_URL')}${path}`, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), authorization: authorization(service) },
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${service} answered ${response.status} to ${path}: ${answer}`);
  return answer;
}

function unescaped(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_entity, name: keyof typeof ENTITIES) => ENTITIES[name]);
}

const ENTITIES = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

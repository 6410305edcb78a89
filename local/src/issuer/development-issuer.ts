import { createServer, IncomingMessage, ServerResponse } from 'node:http';

import { Clock, systemClock } from '../core/clock';
import { closeServer, listenOnLoopback } from '../core/loopback-server';
import { answerTokenRequest } from './token-endpoint';
import { createTokenSigner, TokenRequest, TokenSigner } from './token-signer';

export interface DevelopmentIssuerProps {
  /** The `iss` of its tokens: that of the template, such as `https://id.example.com`. */
  readonly issuer: string;
  /** @default - the system's clock */
  readonly clock?: Clock;
  /** @default 0, that is a free one */
  readonly port?: number;
}

export interface DevelopmentIssuer {
  readonly issuer: string;
  /** Where it listens; give it to the gateway as the issuer's stand-in. */
  readonly url: string;
  readonly tokenEndpoint: string;
  issue(request: TokenRequest): Promise<string>;
  close(): Promise<void>;
}

const DISCOVERY = '/.well-known/openid-configuration';
const KEYS = '/.well-known/jwks.json';
const TOKEN = '/token';
/** Said by local/runtime/issuer-redirects.mjs. */
const AS_ISSUER = 'as=issuer';
const LONGEST_FORM = 10_000;

/** An OpenID Connect issuer for development: discovery, keys and tokens for whoever asks, on loopback only. */
export async function startDevelopmentIssuer(props: DevelopmentIssuerProps): Promise<DevelopmentIssuer> {
  const { issuer, clock = systemClock, port } = props;
  const signer = await createTokenSigner(issuer, clock);
  const server = createServer((request, response) => void answer(request, response));
  const url = await listenOnLoopback(server, port);
  const host = new URL(url).host;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.host !== host && request.headers.host !== host.replace('127.0.0.1', 'localhost')) {
      // a page in the browser, whose host name was made to point here, must get no token
      return send(response, 403, { error: `this issuer is called ${host}` });
    }
    const [path, query] = (request.url ?? '').split('?');
    switch (`${request.method} ${path}`) {
      case `GET ${DISCOVERY}`:
        // who was led here from the issuer's own address is led here from there again
        if (query === AS_ISSUER) return send(response, 200, discovery(issuer, issuer.replace(/\/$/, '')));
        return send(response, 200, discovery(issuer, url));
      case `GET ${KEYS}`:
        return send(response, 200, { keys: [signer.jwk] });
      case `POST ${TOKEN}`:
        return answerToken(request, response, signer);
      default:
        return send(response, 404, { error: `there are GET ${DISCOVERY}, GET ${KEYS} and POST ${TOKEN}` });
    }
  }

  return {
    issuer,
    url,
    tokenEndpoint: url + TOKEN,
    issue: (request) => signer.issue(request),
    close: () => closeServer(server),
  };
}

function discovery(issuer: string, url: string): Record<string, unknown> {
  return {
    issuer,
    jwks_uri: url + KEYS,
    token_endpoint: url + TOKEN,
    response_types_supported: ['token'],
    grant_types_supported: ['client_credentials'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'none'],
  };
}

async function answerToken(request: IncomingMessage, response: ServerResponse, signer: TokenSigner): Promise<void> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    const description = 'the body must be of type application/x-www-form-urlencoded';
    return send(response, 400, { error: 'invalid_request', error_description: description });
  }
  const form = await readForm(request);
  if (form === undefined) {
    const description = `the body must be at most ${LONGEST_FORM} bytes`;
    return send(response, 400, { error: 'invalid_request', error_description: description });
  }
  const { status, body } = await answerTokenRequest(form, signer);
  return send(response, status, body);
}

/** The body, or undefined when it is too long. */
async function readForm(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= LONGEST_FORM) {
      chunks.push(chunk);
    }
  }
  return bytes > LONGEST_FORM ? undefined : Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

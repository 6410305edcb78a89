import { Clock } from '../../core/clock';
import { GatewayResponse, HeaderLine } from '../../core/request';
import { decision } from '../../core/step';
import { Exchange } from '../exchange';
import { CacheModel } from '../model';
import { invalidationDenial } from '../pipeline/resource-policy-check';
import { refused, RestStepResult } from '../pipeline/step';
import { traceHeader } from '../request-and-trace-ids';
import { cacheControlOf } from './cache-control';
import { cacheKey } from './cache-key';
import { ResponseStore } from './response-store';

/** */
const WARNING: HeaderLine = ['Warning', '199 Cache-control headers were ignored because the caller was unauthorized.'];

/** The cache of one stage: before the integration it may answer, afterwards it learns. */
export class StageCache {
  private readonly store: ResponseStore;

  public constructor(clock: Clock) {
    this.store = new ResponseStore(clock);
  }

  public answer(exchange: Exchange): RestStepResult {
    const cache = cacheFor(exchange);
    if (!cache) return {};
    const control = cacheControlOf(exchange, cache);
    if (control.kind === 'refused') return refused('cache', 'may not be renewed', invalidationDenial(exchange));
    if (control.kind === 'renew') return { decision: decision('cache', 'pass', 'renewed, as the caller asked') };
    const found = this.store.get(cacheKey(exchange));
    if (!found) return { decision: decision('cache', 'pass', 'not cached yet') };
    return {
      decision: decision('cache', 'answered', `cached for ${cache.ttlSeconds} s`),
      response: warned(ofThisRequest(found, exchange), control.warns),
    };
  }

  /** Whatever the integration answered is kept, errors of its own included. Those of the gateway are not. */
  public learn(exchange: Exchange, result: RestStepResult): RestStepResult {
    const cache = cacheFor(exchange);
    if (!cache || !result.response) return result;
    this.store.put(cacheKey(exchange), result.response, cache.ttlSeconds);
    const control = cacheControlOf(exchange, cache);
    return { ...result, response: warned(result.response, control.kind === 'use' && control.warns) };
  }
}

function cacheFor({ method: { cache }, request }: Exchange): CacheModel | undefined {
  return cache?.requests === 'ALL' || request.method === 'GET' ? cache : undefined;
}

/** A trace is of one request (assumed). */
function ofThisRequest(response: GatewayResponse, exchange: Exchange): GatewayResponse {
  const own = traceHeader(exchange);
  const headers = response.headers.map((line) => (line[0].toLowerCase() === own[0].toLowerCase() ? own : line));
  return { ...response, headers };
}

function warned(response: GatewayResponse, warns: boolean): GatewayResponse {
  return warns ? { ...response, headers: [...response.headers, WARNING] } : response;
}

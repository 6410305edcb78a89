import { Answer } from '../core/answer';
import { domainNameOf } from '../core/api-stage-model';
import { Clock } from '../core/clock';
import { Keep, keepWithin } from '../core/keepsakes';
import { DevelopmentCredentials } from '../core/development-credentials';
import { GatewayRequest, headerValue } from '../core/request';
import { newRequestId } from '../core/request-id';
import { exceededLimit } from '../core/request-limits';
import { RouteThrottles } from '../core/route-throttles';
import { decision } from '../core/step';
import { LiveUsage } from '../usage/live-usage';
import { Throttles } from '../usage/throttles';
import { TierUsage, tierUsages } from '../usage/tier-usage';
import { createAuthorizer } from './authorizers/create-authorizer';
import { answerCallback } from './callbacks/answer-callback';
import { Closure, Connection } from './connection';
import { refusal } from './gateway-errors';
import { Backends } from './integrations/integrate';
import { WebSocketApiModel } from './model';
import { Admission, connect } from './pipeline/connect';
import { disconnect } from './pipeline/disconnect';
import { message, MessageOutcome } from './pipeline/message';
import { StageContext } from './pipeline/stage-context';
import { OpenConnections } from './sockets/open-connections';

/** Q-16; the status is assumed. */
const LONGEST_URL = 4_096;

export interface WebSocketApiDependencies extends Backends {
  readonly clock: Clock;
  readonly credentials: DevelopmentCredentials;
  readonly keep: Keep;
  readonly usage: LiveUsage;
  /** They outlive this API: a reload makes a new one for the same clients. */
  readonly connections: OpenConnections;
}

/** All stages of one WebSocket API, as one reading of the assembly has them. No method rejects. */
export class WebSocketApi {
  private readonly stages: ReadonlyMap<string, StageContext>;

  public constructor(
    models: readonly WebSocketApiModel[],
    private readonly deps: WebSocketApiDependencies,
  ) {
    this.stages = new Map(
      models.filter(({ isDeployed }) => isDeployed).map((stage) => [stage.stageName, stageContext(stage, deps)]),
    );
  }

  /** Usage plans of each stage, with what is left to their keys. */
  public get tiers(): readonly { readonly api: WebSocketApiModel; readonly tiers: readonly TierUsage[] }[] {
    return [...this.stages.values()].map(({ stage, limits }) => ({ api: stage, tiers: tierUsages(stage, [], limits) }));
  }

  /** Decides on a handshake at `/{stage}` (W-1). */
  public async connect(request: GatewayRequest): Promise<Admission> {
    const client = newConnection(request);
    const refused = (status: number, detail: string): Admission => {
      const response = refusal(status, { connectionId: client.id, requestId: request.requestId });
      return { answer: { response, decisions: [decision('route', status === 500 ? 'failed' : 'refused', detail)] } };
    };
    if (exceededLimit(request) === 'head') return refused(431, 'over the limit of the head');
    const stage = this.stages.get(client.stageName);
    if (!stage) return refused(403, 'no such stage, or nothing is deployed to it');
    if (urlLength(request, stage) > LONGEST_URL) return refused(414, `the URL is over ${LONGEST_URL} characters`);
    try {
      return await connect(stage, request, client);
    } catch (error) {
      return refused(500, `internal error: ${(error as Error).message}`);
    }
  }

  public async message(connection: Connection, request: GatewayRequest): Promise<MessageOutcome> {
    const stage = this.stages.get(connection.stageName);
    if (!stage) return { status: 403, decisions: [decision('route', 'refused', 'the stage is gone')] };
    try {
      return await message(stage, request, connection);
    } catch (error) {
      return { status: 500, decisions: [decision('route', 'failed', `internal error: ${(error as Error).message}`)] };
    }
  }

  public async disconnect(connection: Connection, request: GatewayRequest, closure: Closure): Promise<Answer> {
    const stage = this.stages.get(connection.stageName);
    const failed = (detail: string): Answer => ({
      response: { statusCode: 500, headers: [], body: Buffer.alloc(0) },
      decisions: [decision('route', 'failed', detail)],
    });
    if (!stage) return failed('the stage is gone');
    try {
      return await disconnect(stage, request, connection, closure);
    } catch (error) {
      return failed(`internal error: ${(error as Error).message}`);
    }
  }

  /** Answers what is no handshake: the `@connections` API. */
  public async answer(request: GatewayRequest): Promise<Answer> {
    const { clock, credentials, connections } = this.deps;
    return answerCallback(request, {
      clock,
      credentials,
      stages: [...this.stages.values()].map(({ stage }) => stage),
      connection: (stageName, id) => connections.find(stageName, id),
    });
  }
}

function stageContext(stage: WebSocketApiModel, deps: WebSocketApiDependencies): StageContext {
  const routes = new Map(stage.routes.map((route) => [route.routeKey, route]));
  const { clock } = deps;
  const keep = keepWithin(stage.stageName, deps.keep);
  // the stage's default is for handshakes too, also where no route is (W-35)
  const throttled = routes.has('$connect') ? stage.routes : [...stage.routes, { routeKey: '$connect' }];
  return {
    stage,
    routes,
    throttles: new RouteThrottles({ routes: throttled, defaultThrottle: stage.defaultThrottle }, clock, keep),
    limits: { ...deps.usage, throttles: keep('throttles', undefined, () => new Throttles(clock)) },
    invoker: deps.invoker,
    aws: deps.aws,
    authorizer: createAuthorizer(routes.get('$connect')?.authorization ?? { kind: 'none' }, deps),
  };
}

function urlLength({ rawPath, rawQueryString }: GatewayRequest, { stage }: StageContext): number {
  return `wss://${domainNameOf(stage)}${rawPath}${rawQueryString && '?'}${rawQueryString}`.length;
}

function newConnection({ rawPath, headers, sourceIp, receivedAt }: GatewayRequest): Connection {
  return {
    id: newRequestId(),
    stageName: rawPath.replace(/^\//, '').replace(/\/$/, ''),
    sourceIp,
    userAgent: headerValue(headers, 'user-agent'),
    connectedAt: receivedAt,
    caller: {},
  };
}

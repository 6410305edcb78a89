import { Construct } from 'constructs';
import { suppressNag } from '../core/nag-suppression';
import { ACTIONS, ErrorFrame, PONG } from '../runtime/contract/realtime/frames';
import { Channels } from './channels';
import { ConnectAuthorization } from './connect-authorizer';
import { ConnectionHandlers } from './connection-handlers';
import { mockFrame } from './mock-frame';
import { RealtimeRoutes } from './realtime-routes';
import { RouteSettings } from './route-settings';

/** What no route takes is told so, without a function. */
const UNKNOWN_ACTION: ErrorFrame = {
  type: 'error',
  code: 'unknown-action',
  message: 'Send JSON whose "action" is one of this API.',
  connectionId: '$context.connectionId',
  requestId: '$context.requestId',
};

export interface OwnRoutesProps {
  readonly apiId: string;
  readonly authorization: ConnectAuthorization;
  readonly handlers: ConnectionHandlers;
  readonly channels?: Channels;
  readonly settings: RouteSettings;
}

/** The routes that every such API has: who comes, who goes, channels, heartbeats and mistakes. */
export function addOwnRoutes(
  scope: Construct,
  routes: RealtimeRoutes,
  { apiId, authorization, handlers, channels, settings }: OwnRoutesProps,
): Construct[] {
  const { integrations } = routes;
  const connect = routes.addOwn('$connect', integrations.lambda(handlers.connect), authorization);
  if (authorization.authorizationType === 'NONE') {
    const reason = 'Public on purpose: the line of the API says Authorization.none().';
    suppressNag(routes.resourceOf(connect), 'AwsSolutions-APIG4', reason);
  }
  const frame = (id: string, content: object): Construct => mockFrame(scope, id, apiId, JSON.stringify(content));
  return [
    connect,
    routes.addOwn('$disconnect', integrations.lambda(handlers.disconnect)),
    routes.addOwn('$default', frame('UnknownAction', UNKNOWN_ACTION), { reply: true }),
    routes.addOwn(ACTIONS.ping, frame('Pong', PONG), { reply: true }),
    ...(channels ? addChannelRoutes(routes, settings, channels) : []),
  ];
}

function addChannelRoutes(routes: RealtimeRoutes, settings: RouteSettings, { fn, actions }: Channels): Construct[] {
  return actions.map(({ name, throttle }) => {
    const route = routes.addOwn(name, routes.integrations.lambda(fn), { reply: true });
    if (throttle) {
      settings.throttle(route, name, throttle);
    }
    return route;
  });
}

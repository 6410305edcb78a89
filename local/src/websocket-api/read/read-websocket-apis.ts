import { AssemblyView } from '../../assembly';
import { UsageCatalogue } from '../../usage/read/usage-catalogue';
import { WebSocketApiModel } from '../model';
import { webSocketApiParts } from './api-parts';
import { readWebSocketApi } from './read-websocket-api';

/** Reads every WebSocket API of the assembly. What can't be served becomes a finding of the view. */
export function readWebSocketApis(view: AssemblyView, usage: UsageCatalogue): WebSocketApiModel[] {
  const partsOf = webSocketApiParts(view);
  return view
    .resources('AWS::ApiGatewayV2::Api')
    .filter((api) => api.string('ProtocolType') === 'WEBSOCKET')
    .flatMap((api) => readWebSocketApi(api, partsOf(api.ref ?? ''), usage));
}

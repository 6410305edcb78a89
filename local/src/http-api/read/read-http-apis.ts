import { apiParts } from '../../api-gateway-v2/api-parts';
import { AssemblyView } from '../../assembly';
import { HttpApiModel } from '../model';
import { readHttpApi } from './read-http-api';

/** Reads every HTTP API of the assembly. What can't be served becomes a finding of the view. */
export function readHttpApis(view: AssemblyView): HttpApiModel[] {
  const partsOf = apiParts(view);
  return view.resources('AWS::ApiGatewayV2::Api').flatMap((api) => {
    const protocol = api.string('ProtocolType') ?? 'HTTP';
    if (protocol === 'WEBSOCKET') return [];
    if (protocol !== 'HTTP') {
      api.refuse('must be HTTP or WEBSOCKET', 'ProtocolType');
      return [];
    }
    return readHttpApi(api, partsOf(api.ref ?? ''), view);
  });
}

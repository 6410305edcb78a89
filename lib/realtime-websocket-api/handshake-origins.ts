import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { warn } from '../core/warnings';
import { ConnectSettings } from '../runtime/contract/realtime/settings';
import { AllowOriginsOptions, Cors } from '../shared/cors';
import { ClientsWithoutOrigin } from './clients-without-origin';

/** Which clients may begin a handshake. */
export type HandshakeOrigins = Pick<ConnectSettings, 'origins' | 'allowWithoutOrigin'>;

/** CORS itself does not exist for WebSockets: any page may ask for a handshake, so that `$connect` looks at its origin. */
export function handshakeOrigins(
  scope: IConstruct,
  cors: Cors,
  clients: ClientsWithoutOrigin = ClientsWithoutOrigin.REFUSE,
): HandshakeOrigins {
  const allowWithoutOrigin = clients === ClientsWithoutOrigin.ALLOW;
  const intent = cors._intent;
  switch (intent.kind) {
    case 'disabled':
      if (!allowWithoutOrigin) {
        const remedy = 'name origins in cors, or let ClientsWithoutOrigin.ALLOW those in that are no browsers';
        refuse(
          scope,
          'nobody could connect: cors allows no page, and clients without an origin are refused',
          clients,
          remedy,
        );
      }
      return { origins: [], allowWithoutOrigin };
    case 'anyOrigin':
      refuseOptions(scope, intent.options);
      warn(
        scope,
        'anyOrigin',
        'pages of any origin may connect in the name of who visits them; use Cors.allowOrigins([...]) to name yours',
      );
      return { origins: ['*'], allowWithoutOrigin };
    case 'allowOrigins':
      // `credentials` is no such option: browsers send cookies along with every handshake
      refuseOptions(scope, intent.options);
      for (const { text } of intent.origins.filter(({ isPlainHttp }) => isPlainHttp)) {
        warn(scope, 'plainHttpOrigin', `whoever is on the network path can speak for ${text}; use https`);
      }
      return { origins: intent.origins.map(({ text }) => text), allowWithoutOrigin };
  }
}

function refuseOptions(scope: IConstruct, { methods, headers, exposeHeaders, maxAge }: AllowOriginsOptions): void {
  const given = Object.entries({ methods, headers, exposeHeaders, maxAge: maxAge?.toString() });
  for (const [name, value] of given.filter(([, option]) => option !== undefined)) {
    const remedy = 'leave it out: a handshake has no preflight, no methods and no headers of a page';
    refuse(scope, `cors.${name} means nothing to a WebSocket API`, value, remedy);
  }
}

import { decision } from '../../../core/step';
import { handshakeParts } from '../../events/handshake-parts';
import { Exchange } from '../../exchange';
import { HandshakeStepResult, refused } from './step';

/** Required parameters must be there and not blank; the names and the text are those of REST (R-84, R-85; assumed). */
export function parametersStep({ route, request }: Exchange): HandshakeStepResult {
  const { header, querystring } = route.requiredParameters;
  if (header.length + querystring.length === 0) return {};
  const { headers, queryStringParameters = {} } = handshakeParts(request);
  const missing = [...absent(header, headers), ...absent(querystring, queryStringParameters)];
  if (missing.length === 0) return { decision: decision('validate', 'pass', 'as declared') };
  const message = `Missing required request parameters: [${missing.join(', ')}]`;
  return refused('validate', message, { status: 400, message });
}

function absent(names: readonly string[], sent: Readonly<Record<string, string>>): string[] {
  return names.filter((name) => !Object.hasOwn(sent, name) || sent[name]!.trim() === '').sort();
}

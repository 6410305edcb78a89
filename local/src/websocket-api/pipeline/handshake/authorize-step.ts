import { decision } from '../../../core/step';
import { Exchange } from '../../exchange';
import { StageContext } from '../stage-context';
import { HandshakeStepResult, refused } from './step';

/** W-4 to W-8 */
export async function authorizeStep(exchange: Exchange, { authorizer }: StageContext): Promise<HandshakeStepResult> {
  if (!authorizer) return { decision: decision('authorize', 'pass', 'public') };
  const verdict = await authorizer.authorize(exchange);
  if (verdict.kind === 'deny') {
    const { status, detail } = verdict;
    return refused('authorize', detail, { status }, status === 500 ? 'failed' : 'refused');
  }
  const { caller, detail } = verdict;
  return {
    decision: decision('authorize', 'pass', detail),
    exchange: { ...exchange, connection: { ...exchange.connection, caller } },
  };
}

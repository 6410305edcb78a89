import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { JoinQuestion } from '../contract/realtime/channel-rules';

/** Within the 29 seconds that a route has. */
const TIMEOUT_MS = 10_000;

/** Functions of the user's that decide who joins a channel. */
export class JoinFunctions {
  public constructor(private readonly client: Pick<LambdaClient, 'send'>) {}

  /** Whether a function answers exactly that it allows. Throws where it fails. */
  public async allows(functionArn: string, question: JoinQuestion): Promise<boolean> {
    const command = new InvokeCommand({ FunctionName: functionArn, Payload: Buffer.from(JSON.stringify(question)) });
    const { FunctionError, Payload } = await this.client.send(command, {
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (FunctionError) {
      throw new Error(`the function failed: ${FunctionError}`);
    }
    return isYes(Buffer.from(Payload ?? []).toString());
  }
}

/** The error of `JSON.parse` would repeat what it was given. */
function isYes(answer: string): boolean {
  try {
    const value: unknown = JSON.parse(answer);
    return typeof value === 'object' && value !== null && 'allow' in value && value.allow === true;
  } catch {
    return false;
  }
}

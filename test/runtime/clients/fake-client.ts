import type { APIGatewayClient } from '@aws-sdk/client-api-gateway';

type Answer = (input: never) => object;

/** Stands in for the SDK's client: answers commands by their names and keeps what was sent. */
export class FakeClient {
  /** Commands in order, as `GetAccount {"x":1}` without empty input. */
  public readonly sent: string[] = [];

  /** @param answers by the name of the command, without `Command` */
  public constructor(private readonly answers: Record<string, Answer>) {}

  public get client(): APIGatewayClient {
    return this as unknown as APIGatewayClient;
  }

  public async send(command: { input: object }): Promise<object> {
    const name = command.constructor.name.replace(/Command$/, '');
    const input = JSON.stringify(command.input);
    this.sent.push(input === '{}' ? name : `${name} ${input}`);
    const answer = this.answers[name];
    if (!answer) {
      throw new Error(`${name} was not expected`);
    }
    return answer(command.input as never);
  }
}

/** An error as the SDK throws it. */
export function awsError(name: string, message = name): Error {
  return Object.assign(new Error(message), { name });
}

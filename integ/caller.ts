import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { IApiCall, Match } from '@aws-cdk/integ-tests-alpha';
import { eventually, inlineFunction, Scenario } from './harness';

export interface Call {
  /** @default 'GET' */
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  /** Whether it is signed by the function's role: then without a query string. */
  readonly signed?: boolean;
}

export interface Answers {
  readonly statuses: (number | 'no answer')[];
  /** Whether all have the same body. */
  readonly same?: boolean;
  /** Which have a `Warning` header. */
  readonly warned?: boolean[];
}

/** A function that calls an API, and compares its answers: what `httpApiCall` cannot do. */
export class Caller {
  public readonly fn: Function;

  public constructor(
    private readonly scenario: Scenario,
    id: string,
    url: string,
    vpc?: IVpc,
  ) {
    const code = readFileSync(join(__dirname, 'caller.js'), 'utf8');
    this.fn = inlineFunction(scenario.stack, id, code, { environment: { API_URL: url }, vpc });
  }

  public calls(calls: Call[], answers: Answers, patience?: Duration): IApiCall {
    const payload = JSON.stringify({ calls });
    const invocation = this.scenario.assertions.invokeFunction({ functionName: this.fn.functionName, payload });
    return eventually(invocation, { Payload: Match.serializedJson(Match.objectLike({ ...answers })) }, patience);
  }
}

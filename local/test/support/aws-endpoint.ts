import { defaultCredentials } from '../../src';
import { ServiceAnswers } from '../../src/aws-endpoint/answer-aws';
import { AwsEndpoint } from '../../src/gateway/aws-endpoint';
import { Clock } from '../../src/core/clock';

const nobody = (): never => {
  throw new Error('not of interest here');
};

export interface RunningEndpoint {
  readonly url: string;
  /** For any client of the SDK; `maxAttempts` is 1, so that an error is told at once. */
  client(more?: object): object & { readonly region: string };
  close(): Promise<void>;
}

/** An endpoint with some services; asking for others is a defect of the test. */
export async function openAwsEndpoint(clock: Clock, services: Partial<ServiceAnswers> = {}): Promise<RunningEndpoint> {
  const others = { apigateway: nobody, events: nobody, lambda: nobody, secretsmanager: nobody, sqs: nobody };
  const endpoint = new AwsEndpoint(clock, { ...others, ...services });
  const url = await endpoint.open();
  return {
    url,
    client: (more) => ({
      endpoint: url,
      region: 'eu-central-1',
      credentials: defaultCredentials,
      maxAttempts: 1,
      ...more,
    }),
    close: () => endpoint.close(),
  };
}

export interface AwsError {
  readonly name: string;
  readonly status?: number;
  readonly message: string;
}

/** The error that a call of the SDK ends with. */
export async function awsError(call: Promise<unknown>): Promise<AwsError> {
  const error = await call.then(
    () => undefined,
    (reason: Error & { $metadata?: { httpStatusCode?: number } }) => reason,
  );
  if (!error) throw new Error('expected an error');
  return { name: error.name, status: error.$metadata?.httpStatusCode, message: error.message };
}

import { answerApiGateway } from '../api-gateway-api/api-gateway-endpoint';
import { SignatureDependencies } from '../authorizers/sigv4-verifier';
import { answerEvents, PutEvent } from '../events/events-endpoint';
import { LiveUsage } from '../usage/live-usage';
import { UsageCounters } from '../usage/usage-counters';
import { UsageRegistry } from '../usage/usage-registry';
import { SecretModel } from '../secrets/secret-model';
import { answerSecrets } from '../secrets/secrets-endpoint';
import { answerSqs } from '../sqs/sqs-endpoint';
import { AssemblyModel } from './assembly-model';
import { AwsEndpoint } from './aws-endpoint';
import { RequestHandler } from './listener';
import { Queues } from './queues';

/** More than a test makes; a gateway that runs for days forgets the oldest. */
const MOST_EVENTS = 1_000;

export interface LocalAwsProps extends SignatureDependencies {
  /** Lambda's own API. */
  readonly lambda: RequestHandler;
}

/** What stands for AWS's own services, DynamoDB apart. What is in them outlives a reload. */
export class LocalAws {
  public readonly queues: Queues;
  public readonly usage: LiveUsage;
  public readonly events: PutEvent[] = [];
  /** Absent as long as there has been no function. */
  public lambdaEndpoint?: string;
  private secrets: readonly SecretModel[] = [];
  private readonly endpoint: AwsEndpoint;

  public constructor({ lambda, ...signatures }: LocalAwsProps) {
    const { clock } = signatures;
    this.queues = new Queues(clock);
    this.usage = { registry: new UsageRegistry(clock), counters: new UsageCounters(clock) };
    const createdAt = clock.now();
    this.endpoint = new AwsEndpoint(clock, {
      apigateway: (request) => answerApiGateway(request, { ...signatures, ...this.usage }),
      events: (request) => answerEvents(request, { ...signatures, onEvent: this.keepEvent }),
      lambda,
      secretsmanager: (request) => answerSecrets(request, { ...signatures, createdAt, secrets: this.secrets }),
      sqs: (request, signal) => answerSqs(request, signal, { ...signatures, queues: this.queues.store }),
    });
  }

  public readonly keepEvent = (event: PutEvent): void => {
    this.events.push(event);
    if (this.events.length > MOST_EVENTS) this.events.shift();
  };

  /** Absent before the first assembly. */
  public get url(): string | undefined {
    return this.endpoint.url;
  }

  /** Brings what is there up to date with an assembly. Returns what tells functions where it is. */
  public async prepare({
    queues,
    usage,
    secrets,
    functions,
  }: AssemblyModel): Promise<Readonly<Record<string, string>>> {
    const url = await this.endpoint.open();
    this.queues.prepare(queues, url);
    this.usage.registry.replace(usage);
    this.secrets = secrets;
    if (functions.length > 0) this.lambdaEndpoint = url;
    return {
      // for all that is not emulated, too, which is refused there
      AWS_ENDPOINT_URL: url,
      ...(usage.plans.length > 0 && { AWS_ENDPOINT_URL_API_GATEWAY: url }),
      ...(functions.length > 0 && { AWS_ENDPOINT_URL_LAMBDA: url }),
      ...(secrets.length > 0 && { AWS_ENDPOINT_URL_SECRETS_MANAGER: url }),
      ...(queues.length > 0 && { AWS_ENDPOINT_URL_SQS: url }),
    };
  }

  public close(): Promise<void> {
    return this.endpoint.close();
  }
}

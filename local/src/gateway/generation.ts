import { DevelopmentCredentials } from '../core/development-credentials';
import { Clock } from '../core/clock';
import { FunctionInvoker } from '../functions/function-invoker';
import { FunctionLog } from '../functions/function-log';
import { createFunctionRunner } from '../functions/function-runner';
import { createAuthorizers } from '../http-api/authorizers/create-authorizers';
import { HttpApiStage } from '../http-api/pipeline/http-api-stage';
import { AssemblyModel } from './assembly-model';

export interface GenerationProps {
  readonly model: AssemblyModel;
  readonly clock: Clock;
  readonly credentials: DevelopmentCredentials;
  readonly issuers: Readonly<Record<string, string>>;
  readonly functionEnvironment: Readonly<Record<string, string>>;
  readonly onFunctionLog: FunctionLog;
}

/** What one reading of the assembly brings to life. A reload makes a new one and retires the old. */
export class Generation {
  private readonly invoker: FunctionInvoker;
  private readonly stages: readonly HttpApiStage[];
  private inFlight = 0;
  /** Called when the last request of a retired generation is through. */
  private onIdle?: () => void;

  public constructor(public readonly props: GenerationProps) {
    const { model, clock, credentials, issuers, functionEnvironment, onFunctionLog } = props;
    this.invoker = createFunctionRunner({
      functions: model.functions,
      environment: functionEnvironment,
      onLog: onFunctionLog,
      credentials,
    });
    this.stages = model.apis.map((api) => {
      // cached keys and answers are a stage's own (H-64)
      const authorizerFor = createAuthorizers({ clock, invoker: this.invoker, credentials, issuers });
      return new HttpApiStage(api, { clock, invoker: this.invoker, authorizerFor });
    });
  }

  /** Lets a request use the stages of an API, which stay alive until it is through. */
  public async use<T>(apiKey: string, serve: (stages: readonly HttpApiStage[]) => Promise<T>): Promise<T> {
    this.inFlight += 1;
    try {
      return await serve(this.stages.filter(({ model }) => keyOf(model) === apiKey));
    } finally {
      this.inFlight -= 1;
      if (this.inFlight === 0) this.onIdle?.();
    }
  }

  /** Ends the functions as soon as the requests that are under way are answered. */
  public async retire(): Promise<void> {
    if (this.inFlight > 0) await new Promise<void>((resolve) => (this.onIdle = resolve));
    await this.close();
  }

  public close(): Promise<void> {
    return this.invoker.close();
  }
}

/** Names an API across the assembly. */
export function keyOf({ stack, logicalId }: { readonly stack: string; readonly logicalId: string }): string {
  return `${stack}/${logicalId}`;
}

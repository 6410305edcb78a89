import { InlineCodeFolder } from '../assembly';
import { DevelopmentCredentials } from '../core/development-credentials';
import { FunctionInvoker } from '../functions/function-invoker';
import { FunctionLog } from '../functions/function-log';
import { FunctionModel } from '../functions/function-model';
import { FunctionPools } from '../functions/function-pools';
import { createFunctionRunner } from '../functions/function-runner';
import { Runtimes } from '../functions/runtimes';
import { FunctionReading } from './read/backstage';

export interface FunctionsProps {
  readonly python?: string;
  readonly credentials: DevelopmentCredentials;
  readonly onLog: FunctionLog;
}

/** What functions need to run. The processes of those that stay the same outlive a reload. */
export class Functions {
  public readonly reading: FunctionReading;
  private readonly inlineCode = new InlineCodeFolder();
  private readonly runtimes: Runtimes;
  private readonly pools = new FunctionPools();

  public constructor(private readonly props: FunctionsProps) {
    this.runtimes = new Runtimes(props.python);
    this.reading = { inlineCode: this.inlineCode, runtimes: this.runtimes };
  }

  public runner(functions: readonly FunctionModel[], environment: Readonly<Record<string, string>>): FunctionInvoker {
    const { runtimes, pools } = this;
    const { credentials, onLog } = this.props;
    return createFunctionRunner({ functions, environment, runtimes, pools, credentials, onLog });
  }

  public isInline(codeFolder: string): boolean {
    return this.inlineCode.holds(codeFolder);
  }

  /** Removes the files that were written for them, once all runners have ended. */
  public removeFiles(): void {
    this.inlineCode.remove();
  }
}

import { isDeepStrictEqual } from 'node:util';
import { codeVersion } from './code-version';
import { FunctionModel } from './function-model';
import { FunctionPool, FunctionPoolProps } from './function-pool';

interface SharedPool {
  readonly pool: FunctionPool;
  readonly basis: unknown;
  users: number;
}

/**
 * The pools of all functions. A function that a reload leaves as it was keeps its pool, and so its processes; the pool of
 * one that has changed or gone ends with its last user.
 */
export class FunctionPools {
  private readonly shared = new Set<SharedPool>();

  /** A pool for each function, in that order. */
  public acquire(functions: readonly FunctionModel[], props: Omit<FunctionPoolProps, 'model'>): FunctionPool[] {
    const folders = new Set(functions.map(({ codeDirectory }) => codeDirectory));
    const versions = new Map([...folders].map((folder) => [folder, codeVersion(folder)]));
    return functions.map((model) => this.acquireOne({ ...props, model }, versions.get(model.codeDirectory)!));
  }

  /** Ends the pool's processes unless somebody else uses it. */
  public async release(pool: FunctionPool): Promise<void> {
    const entry = [...this.shared].find((one) => one.pool === pool);
    if (!entry) return;
    entry.users -= 1;
    if (entry.users > 0) return;
    this.shared.delete(entry);
    await pool.close();
  }

  private acquireOne(props: FunctionPoolProps, code: string): FunctionPool {
    const { model, environment, credentials, maxProcesses } = props;
    const basis = { model, environment, credentials, maxProcesses, code };
    const known = [...this.shared].find((one) => isDeepStrictEqual(one.basis, basis));
    const entry = known ?? { pool: new FunctionPool(props), basis, users: 0 };
    entry.users += 1;
    this.shared.add(entry);
    return entry.pool;
  }
}

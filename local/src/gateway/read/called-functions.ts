import { regionOf } from '../../functions/function-arn';
import { AssemblyIndex, Entry } from './assembly-index';

/** Which functions the APIs call. Only those are read: the others may be of any kind. */
export class CalledFunctions {
  private readonly called = new Set<Entry>();

  public constructor(private readonly index: AssemblyIndex) {}

  /** In the order in which they were met. */
  public get all(): readonly Entry[] {
    return [...this.called];
  }

  /** Takes note of a function that is called, which may be qualified, and says whether it is there. */
  public add(functionArn: string): 'there' | 'ignored' | 'missing' {
    const entry = this.index.functionOf(functionArn, regionOf(functionArn));
    if (entry === 'ignored') return 'ignored';
    if (!entry) return 'missing';
    this.called.add(entry);
    return 'there';
  }
}

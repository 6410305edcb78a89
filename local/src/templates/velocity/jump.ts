import { ForeachScope } from './foreach-scope';

/** Leaves what is being rendered, which keeps what it has so far. */
export class Jump {
  /** @param target the loop that `#break` names; without one the innermost is meant, and all by `#stop` */
  public constructor(
    public readonly directive: 'break' | 'stop',
    public readonly target?: ForeachScope,
  ) {}

  public endsAt(scope?: ForeachScope): boolean {
    return this.directive === 'break' && (this.target === undefined || this.target === scope);
  }
}

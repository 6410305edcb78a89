import { AssemblyView, ResourceReader } from '../../assembly';
import { unqualifiedArn } from '../../functions/function-arn';

/** Which functions the APIs call. Only those are read: the others may be of any kind. */
export class FunctionCatalogue {
  private readonly byArn: ReadonlyMap<string, ResourceReader>;
  private readonly ignoredArns: ReadonlySet<string>;
  private readonly called = new Set<ResourceReader>();

  public constructor(view: AssemblyView) {
    const arnOf = (resource: ResourceReader): string => resource.attribute('Arn') ?? '';
    this.byArn = new Map(view.resources('AWS::Lambda::Function').map((resource) => [arnOf(resource), resource]));
    this.ignoredArns = new Set(view.ignored('AWS::Lambda::Function').map(arnOf));
  }

  /** Takes note of a function that is called, which may be qualified, and says whether it is there. */
  public call(functionArn: string): 'there' | 'ignored' | 'missing' {
    const arn = unqualifiedArn(functionArn);
    if (this.ignoredArns.has(arn)) return 'ignored';
    const resource = this.byArn.get(arn);
    if (!resource) return 'missing';
    this.called.add(resource);
    return 'there';
  }

  public needed(): ResourceReader[] {
    return [...this.called];
  }
}

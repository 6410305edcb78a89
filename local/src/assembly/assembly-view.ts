import { Findings } from './findings';
import { holds } from './intrinsics/conditions';
import { ResourceReader } from './resource-reader';
import { createScope } from './resolver';
import { Stack } from './stack';
import { TemplateResource, TRANSFORM } from './template';
import { Unresolvable } from './unresolvable';

/** The assembly's resources as the readers see them: without those left out by a condition or by the user. */
export class AssemblyView {
  public readonly findings = new Findings();
  private readonly usedParts = new Set<string>();

  public constructor(
    public readonly stacks: readonly Stack[],
    private readonly ignore: ReadonlySet<string> = new Set(),
  ) {}

  /** Every resource of the given types, in the order of the assembly. */
  public resources(...types: readonly string[]): ResourceReader[] {
    return this.all(types, (stack, logicalId) => !this.isIgnored(stack, logicalId), this.findings);
  }

  /** Every type of resource that there is. */
  public types(): string[] {
    const resources = this.stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}));
    return [...new Set(resources.map(({ Type }) => Type))];
  }

  /** One resource, for whoever has found out that it matters. */
  public resource(stack: Stack, logicalId: string): ResourceReader {
    return this.reader(stack, logicalId, stack.template.Resources![logicalId]!, this.findings);
  }

  /** Those of the given types that the user asked to go on without. What is wrong with them is of no interest. */
  public ignored(...types: readonly string[]): ResourceReader[] {
    return this.all(types, (stack, logicalId) => this.isIgnored(stack, logicalId), new Findings());
  }

  /** Whether the user asked to go on without it, by logical id or by `Stack/LogicalId`. */
  public isIgnored(stack: Stack, logicalId: string): boolean {
    return this.ignore.has(logicalId) || this.ignore.has(`${stack.id}/${logicalId}`);
  }

  /** Whether the user asked to go on without a part of a resource: `LogicalId GET /orders`. */
  public isPartIgnored({ stack, logicalId }: ResourceReader, part: string): boolean {
    const entries = [`${logicalId} ${part}`, `${stack.id}/${logicalId} ${part}`];
    const found = entries.filter((entry) => this.ignore.has(entry));
    for (const entry of found) this.usedParts.add(entry);
    return found.length > 0;
  }

  /** Entries of `ignore` that name nothing, most likely misspelt. Parts are known once all is read. */
  public unknownIgnores(): string[] {
    const known = new Set(
      this.stacks.flatMap((stack) =>
        [TRANSFORM, ...Object.keys(stack.template.Resources ?? {})].flatMap((id) => [id, `${stack.id}/${id}`]),
      ),
    );
    return [...this.ignore].filter((id) => !known.has(id) && !this.usedParts.has(id));
  }

  private all(
    types: readonly string[],
    isMeant: (stack: Stack, logicalId: string) => boolean,
    findings: Findings,
  ): ResourceReader[] {
    return this.stacks
      .filter((stack) => this.isDeployed(stack))
      .flatMap((stack) =>
        Object.entries(stack.template.Resources ?? {})
          .filter(([, resource]) => types.includes(resource.Type) && this.isWanted(stack, resource))
          .filter(([logicalId]) => isMeant(stack, logicalId))
          .map(([logicalId, resource]) => this.reader(stack, logicalId, resource, findings)),
      );
  }

  /** A nested stack exists when its resource does, and everything around it. */
  private isDeployed({ parent }: Stack): boolean {
    if (!parent) return true;
    const resource = parent.stack.template.Resources?.[parent.logicalId];
    return resource !== undefined && this.isDeployed(parent.stack) && this.isWanted(parent.stack, resource);
  }

  private isWanted(stack: Stack, resource: TemplateResource): boolean {
    if (!resource.Condition) return true;
    try {
      return holds(resource.Condition, createScope(stack, this.stacks));
    } catch (error) {
      if (!(error instanceof Unresolvable)) throw error;
      // a resource that nothing asks for may have any condition, so the reader refuses it only when it is read
      return true;
    }
  }

  private reader(stack: Stack, logicalId: string, resource: TemplateResource, findings: Findings): ResourceReader {
    const reader = new ResourceReader(stack, logicalId, resource, this.stacks, findings);
    if (resource.Condition) this.refuseUnknownCondition(reader, resource.Condition);
    return reader;
  }

  private refuseUnknownCondition(reader: ResourceReader, condition: string): void {
    try {
      holds(condition, createScope(reader.stack, this.stacks));
    } catch (error) {
      if (!(error instanceof Unresolvable)) throw error;
      reader.refuse(`condition ${condition}: ${error.message}`);
    }
  }
}

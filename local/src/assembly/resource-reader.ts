import { isObject } from '../core/is-object';
import { dynamicReferenceIn } from './dynamic-references';
import { Findings } from './findings';
import { createScope, Scope } from './resolver';
import { ownMember } from './own-member';
import { identityOf, ResourceIdentity } from './resource-identity';
import { referencedSecret, SecretString, secretStringOf } from './secret-string';
import { Stack } from './stack';
import { TemplateResource } from './template';
import { Unresolvable } from './unresolvable';

/** What a resource makes by itself, as the import of an OpenAPI document makes routes. */
export interface MadePart {
  /** Known values: there is nothing left to resolve in them. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly ref: string;
  /** Where its maker has a property: what is wrong with it is told of that place. */
  placeOf(property: string): string;
}

/**
 * One resource of the template, its properties resolved as they are asked for.
 * What can't be resolved or has the wrong shape becomes a finding, and reads as undefined.
 */
export class ResourceReader {
  public readonly type: string;
  private readonly scope: Scope;

  public constructor(
    public readonly stack: Stack,
    public readonly logicalId: string,
    private readonly resource: TemplateResource,
    private readonly stacks: readonly Stack[],
    private readonly findings: Findings,
    private readonly made?: MadePart,
  ) {
    this.type = resource.Type;
    this.scope = createScope(stack, stacks);
  }

  /** What `Ref` gives, such as an API id; undefined when not even the name is known. */
  public get ref(): string | undefined {
    return this.made?.ref ?? this.identity?.ref;
  }

  public attribute(name: string): string | undefined {
    return this.identity?.attributes[name];
  }

  public get propertyNames(): string[] {
    return Object.keys(this.resource.Properties ?? {});
  }

  /** The resolved value of a property, or of one below it: `CorsConfiguration.AllowOrigins`. */
  public value(path: string): unknown {
    const [name = '', ...below] = path.split('.');
    const raw = this.resource.Properties?.[name];
    try {
      return below.reduce(memberOf, this.scope.resolve(raw));
    } catch (error) {
      if (!(error instanceof Unresolvable)) throw error;
      const place = below.length > 0 ? path : [name, ...error.path].join('.');
      this.refuse(`${error.message}; give it a value that the template knows`, place);
      return undefined;
    }
  }

  /** The value of something that nobody is refused for. */
  public known(path: string): unknown {
    try {
      return this.scope.resolve(this.resource.Properties?.[path]);
    } catch (error) {
      if (!(error instanceof Unresolvable)) throw error;
      return undefined;
    }
  }

  public knownText(path: string): string | undefined {
    const value = this.known(path);
    return typeof value === 'string' ? value : undefined;
  }

  /** Whether a property is or joins a dynamic reference, such as `{{resolve:ssm:…}}`. */
  public isDynamicReference(name: string): boolean {
    return JSON.stringify(this.resource.Properties?.[name] ?? '').includes('{{resolve:');
  }

  /** The text in a secret, which this is; undefined when the template gives it none. */
  public secretString(): string | undefined {
    try {
      return secretStringOf(this.logicalId, this.scope)?.text;
    } catch (error) {
      if (!(error instanceof Unresolvable)) throw error;
      return this.refuse(error.message, 'SecretString');
    }
  }

  /** What a property has from a secret of this assembly, where it is a dynamic reference to one and nothing else. */
  public secretBehind(name: string): SecretString | undefined {
    try {
      const reference = dynamicReferenceIn(this.scope.keepingReferences().resolve(this.resource.Properties?.[name]));
      return reference && referencedSecret(reference, this.scope);
    } catch (error) {
      if (!(error instanceof Unresolvable)) throw error;
      return undefined;
    }
  }

  public string(path: string): string | undefined {
    const value = this.value(path);
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return this.wrongShape(path, 'a text', value);
  }

  public number(path: string): number | undefined {
    const value = this.value(path);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && !Number.isNaN(number) ? number : this.wrongShape(path, 'a number', value);
  }

  public boolean(path: string): boolean | undefined {
    const value = this.value(path);
    if (value === undefined || typeof value === 'boolean') return value;
    if (value === 'true' || value === 'false') return value === 'true';
    return this.wrongShape(path, 'true or false', value);
  }

  public strings(path: string): string[] | undefined {
    const value = this.value(path);
    if (value === undefined) return undefined;
    return Array.isArray(value) ? value.map(String) : this.wrongShape(path, 'a list', value);
  }

  public object(path: string): Record<string, unknown> | undefined {
    const value = this.value(path);
    if (value === undefined || isObject(value)) return value;
    return this.wrongShape(path, 'an object', value);
  }

  /** An object whose values are texts, such as environment variables. */
  public stringMap(path: string): Record<string, string> {
    const entries = Object.entries(this.object(path) ?? {});
    return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
  }

  private get identity(): ResourceIdentity | undefined {
    try {
      return identityOf(this.logicalId, this.scope);
    } catch (error) {
      if (!(error instanceof Unresolvable)) throw error;
      return undefined;
    }
  }

  /** A resource that this one makes, read like one of the template. */
  public part(made: MadePart): ResourceReader {
    const resource = { Type: this.type, Properties: made.properties };
    return new ResourceReader(this.stack, this.logicalId, resource, this.stacks, this.findings, made);
  }

  public refuse(reason: string, property?: string): undefined {
    const { logicalId, type } = this;
    const place = this.made ? this.made.placeOf(property ?? '') : property;
    this.findings.refuse({ stack: this.stack.id, logicalId, type, property: place, reason });
  }

  public note(text: string): void {
    this.findings.note({ stack: this.stack.id, logicalId: this.logicalId, text });
  }

  private wrongShape(path: string, wanted: string, value: unknown): undefined {
    return this.refuse(`must be ${wanted}, got ${JSON.stringify(value)}`, path);
  }
}

function memberOf(value: unknown, key: string): unknown {
  return isObject(value) ? ownMember(value, key) : undefined;
}

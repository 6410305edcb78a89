import { isObject } from '../core/is-object';
import { ResourceReader } from './resource-reader';

/**
 * A place in a structured property, such as an OpenAPI body.
 * What has the wrong shape there is refused by its path, and reads as undefined.
 */
export class PropertyNode {
  public constructor(
    public readonly value: unknown,
    public readonly path: string,
    private readonly resource: ResourceReader,
  ) {}

  public static of(resource: ResourceReader, property: string): PropertyNode {
    return new PropertyNode(resource.value(property), property, resource);
  }

  public get isSet(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  public get(key: string): PropertyNode {
    const value = isObject(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    return new PropertyNode(value, `${this.path}.${key}`, this.resource);
  }

  /** The same place, for another value that is there: the name that it goes by. */
  public as(value: unknown): PropertyNode {
    return new PropertyNode(value, this.path, this.resource);
  }

  /** Members of an object or a list. */
  public entries(): [key: string, node: PropertyNode][] {
    if (!this.isSet) return [];
    if (typeof this.value !== 'object') return this.refuseShape('an object') ?? [];
    return Object.keys(this.value as object).map((key) => [key, this.at(key)]);
  }

  /** Members of an object, and of nothing else. */
  public members(): [key: string, node: PropertyNode][] {
    return Array.isArray(this.value) ? (this.refuseShape('an object') ?? []) : this.entries();
  }

  public text(): string | undefined {
    if (!this.isSet || typeof this.value === 'string') return (this.value as string | null) ?? undefined;
    if (typeof this.value === 'number' || typeof this.value === 'boolean') return String(this.value);
    return this.refuse('must be a text');
  }

  /** One of a closed set, whatever its case. */
  public oneOf<T extends string>(choices: readonly T[]): T | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
    return found ?? this.refuse(`must be one of ${choices.join(', ')}, got ${text}`);
  }

  public number(): number | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    const number = Number(text);
    return text.trim() === '' || Number.isNaN(number) ? this.refuse('must be a number') : number;
  }

  public boolean(): boolean | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    return text === 'true' || text === 'false' ? text === 'true' : this.refuse('must be true or false');
  }

  /** An object whose values are texts. */
  public texts(): Record<string, string> {
    return Object.fromEntries(this.entries().map(([key, node]) => [key, node.text() ?? '']));
  }

  public refuse(reason: string): undefined {
    return this.resource.refuse(reason, this.path);
  }

  public note(reason: string): void {
    this.resource.note(reason);
  }

  private refuseShape(wanted: string): undefined {
    return this.refuse(`must be ${wanted}, got ${JSON.stringify(this.value)}`);
  }

  private at(key: string): PropertyNode {
    return new PropertyNode((this.value as Record<string, unknown>)[key], `${this.path}.${key}`, this.resource);
  }
}

import { ResourceReader } from '../../../assembly';
import { checkProperties } from '../../../assembly/property-table';
import { standaloneSchema } from '../json-schemas';
import { PropertyNode } from '../../../assembly/property-node';
import { modelProperties } from '../property-tables';

/** What an API has that was not imported (C-26). */
const DEFAULT_MODELS: Readonly<Record<string, object>> = {
  Empty: { type: 'object' },
  Error: { type: 'object', properties: { message: { type: 'string' } } },
};

/** An API's AWS::ApiGateway::Model resources, each read when a method first validates by it. */
export class TreeModels {
  private readonly standalone = new Map<string, object | undefined>();
  private schemas?: Readonly<Record<string, unknown>>;

  public constructor(
    private readonly models: readonly ResourceReader[],
    private readonly isImported: boolean,
  ) {}

  /** The complete schema of the model that a property names; undefined, with a finding, for one that can't be used. */
  public find(reference: PropertyNode): object | undefined {
    const name = reference.text() ?? '';
    if (!this.standalone.has(name)) this.standalone.set(name, this.read(name, reference));
    return this.standalone.get(name);
  }

  private read(name: string, reference: PropertyNode): object | undefined {
    this.schemas ??= this.readAll();
    if (!Object.hasOwn(this.schemas, name)) return reference.refuse(`there is no model ${name}`);
    const resource = this.models.find(({ ref }) => ref === name);
    const place = resource ? PropertyNode.of(resource, 'Schema') : reference;
    return standaloneSchema(place.as(this.schemas[name]), this.schemas);
  }

  /** All of them, as any may refer to any. */
  private readAll(): Record<string, unknown> {
    return {
      ...(this.isImported ? {} : DEFAULT_MODELS),
      ...Object.fromEntries(this.models.map((model) => [model.ref ?? '', schemaOf(model)])),
    };
  }
}

/** The property may be an object, or JSON in a text. */
function schemaOf(model: ResourceReader): unknown {
  checkProperties(model, modelProperties);
  const value = model.value('Schema') ?? {};
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return model.refuse('is no JSON', 'Schema');
  }
}

import { ResourceReader } from './resource-reader';

/** What the gateway does with a property of a resource type. */
export type PropertyTreatment =
  | { readonly kind: 'served' }
  /** Makes no difference to a caller on loopback. */
  | { readonly kind: 'harmless' }
  /** Would make a difference that the gateway can't show. */
  | { readonly kind: 'refused'; readonly reason: string };

export type PropertyTable = Readonly<Record<string, PropertyTreatment>>;

export const served: PropertyTreatment = { kind: 'served' };
export const harmless: PropertyTreatment = { kind: 'harmless' };
export const refused = (reason: string): PropertyTreatment => ({ kind: 'refused', reason });

/** Refuses by name every property that is set and not served, known or not. */
export function checkProperties(resource: ResourceReader, table: PropertyTable): void {
  for (const name of resource.propertyNames) {
    const treatment = table[name];
    if (!treatment) resource.refuse('is not known to this version of the gateway', name);
    else if (treatment.kind === 'refused' && resource.value(name) !== undefined)
      resource.refuse(treatment.reason, name);
  }
}

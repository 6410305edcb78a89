import { PropertyNode } from './property-node';
import { ResourceReader } from './resource-reader';

/** What the gateway does with a property of a resource type, or with a member of one. */
export type PropertyTreatment =
  /** Read by whoever asks for it, who also judges what is in it. */
  | { readonly kind: 'served' }
  /** An object with these members. */
  | { readonly kind: 'members'; readonly table: PropertyTable }
  /** A list, or an object with free keys, of objects with these members. */
  | { readonly kind: 'each'; readonly table: PropertyTable }
  /** Makes no difference to a caller on loopback. */
  | { readonly kind: 'harmless'; readonly reason: string }
  /** Makes one that a line at start tells of. */
  | { readonly kind: 'noted'; readonly reason: string; readonly unless?: unknown }
  /** Would make a difference that the gateway can't show. */
  | { readonly kind: 'refused'; readonly reason: string; readonly unless?: unknown };

export type PropertyTable = Readonly<Record<string, PropertyTreatment>>;

export const served: PropertyTreatment = { kind: 'served' };
export const members = (table: PropertyTable): PropertyTreatment => ({ kind: 'members', table });
export const each = (table: PropertyTable): PropertyTreatment => ({ kind: 'each', table });

/** `unless` is the value that says nothing else than leaving it out. */
export const noted = (reason: string, unless?: unknown): PropertyTreatment => ({ kind: 'noted', reason, unless });
export const refused = (reason: string, unless?: unknown): PropertyTreatment => ({ kind: 'refused', reason, unless });

const UNKNOWN = refused('is not known to this version of the gateway');

/** Refuses by name every property that is set and not served, known or not, and what is in it. */
export function checkProperties(resource: ResourceReader, table: PropertyTable): void {
  for (const name of resource.propertyNames) {
    const treatment = treatmentOf(name, table);
    // nobody is refused for a value that nobody looks at
    if (treatment.kind === 'served' || treatment.kind === 'harmless') continue;
    checkNode(PropertyNode.of(resource, name), treatment);
  }
}

/** The same for the members of a place in a structured property. */
export function checkMembers(node: PropertyNode, table: PropertyTable): void {
  for (const [name, member] of node.members()) checkMember(name, member, table);
}

export function checkMember(name: string, member: PropertyNode, table: PropertyTable): void {
  checkNode(member, treatmentOf(name, table));
}

function checkNode(node: PropertyNode, treatment: PropertyTreatment): void {
  switch (treatment.kind) {
    case 'served':
    case 'harmless':
      return;
    case 'members':
      return checkMembers(node, treatment.table);
    case 'each':
      return node.entries().forEach(([, entry]) => checkMembers(entry, treatment.table));
    case 'noted':
      return isMeant(node, treatment.unless) ? node.note(treatment.reason) : undefined;
    case 'refused':
      return isMeant(node, treatment.unless) ? node.refuse(treatment.reason) : undefined;
  }
}

function treatmentOf(name: string, table: PropertyTable): PropertyTreatment {
  return (Object.hasOwn(table, name) ? table[name] : undefined) ?? UNKNOWN;
}

function isMeant({ value }: PropertyNode, unless: unknown): boolean {
  return value !== undefined && (unless === undefined || String(value) !== String(unless));
}

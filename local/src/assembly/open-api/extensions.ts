import { PropertyNode } from '../property-node';
import { checkMember, PropertyTable } from '../property-table';

/** Extensions by where they stand in a document. Others are refused by their path. */
export interface DocumentExtensions {
  readonly root: PropertyTable;
  readonly components: PropertyTable;
  readonly path: PropertyTable;
  readonly operation: PropertyTable;
  readonly securityScheme: PropertyTable;
  /** In what is below one of these places, such as an entry of `servers`. */
  readonly elsewhere: PropertyTable;
}

type Place = Exclude<keyof DocumentExtensions, 'elsewhere'>;

/** Members that are looked at by themselves, when something needs them. */
const APART: Readonly<Record<Place, readonly string[]>> = {
  root: ['components', 'paths'],
  components: ['securitySchemes'],
  path: ['delete', 'get', 'head', 'options', 'patch', 'post', 'put', 'trace'],
  operation: [],
  securityScheme: [],
};

/** Members that hold data of the API, with any keys. */
const DATA = ['default', 'enum', 'example', 'examples'];

/** Refuses what can't be served of the extensions at a place of a document, and below it. */
export function checkExtensions(node: PropertyNode, place: Place, extensions: DocumentExtensions): void {
  check(node, extensions[place], APART[place], extensions.elsewhere);
}

function check(node: PropertyNode, table: PropertyTable, apart: readonly string[], elsewhere: PropertyTable): void {
  for (const [name, member] of node.entries()) {
    if (name.startsWith('x-amazon-')) checkMember(name, member, table);
    else if (typeof member.value === 'object' && !apart.includes(name)) check(member, elsewhere, DATA, elsewhere);
  }
}

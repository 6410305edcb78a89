import { PropertyNode } from '../../../assembly/property-node';
import { checkMembers, served } from '../../../assembly/property-table';

/** What members of a place in the document are called in CloudFormation. Those without a name are passed over. */
export type Names = Readonly<Record<string, string | undefined>>;

/** The members of a place under CloudFormation's names. Others than these are refused. */
export function translated(node: PropertyNode, names: Names): Record<string, unknown> {
  checkMembers(node, Object.fromEntries(Object.keys(names).map((name) => [name, served])));
  return Object.fromEntries(
    node.entries().flatMap(([member, { value }]) => {
      const name = names[member];
      return name === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Where in the document a property by CloudFormation's name is: `JwtConfiguration.Issuer`. */
export function placeIn(node: PropertyNode, names: Names): (property: string) => string {
  return (property) => {
    const [name = '', ...below] = property.split('.');
    const member = Object.keys(names).find((key) => names[key] === name);
    const rest = below.join('.');
    return [node.path, member, rest.charAt(0).toLowerCase() + rest.slice(1)].filter(Boolean).join('.');
  };
}

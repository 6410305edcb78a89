import { PropertyNode } from '../../../assembly/property-node';
import { DeclaredParameters } from '../required-parameters';

const PLACES: Readonly<Record<string, 'header' | 'path' | 'querystring' | undefined>> = {
  header: 'header',
  path: 'path',
  query: 'querystring',
};

/** An operation's parameters stand in for those of its path (C-27). */
export function declaredParameters(
  body: PropertyNode,
  item: PropertyNode,
  operation: PropertyNode,
): DeclaredParameters | undefined {
  const declared = new Map<string, boolean>();
  for (const [, node] of [...item.get('parameters').entries(), ...operation.get('parameters').entries()]) {
    const parameter = resolveParameter(body, node);
    if (!parameter) return undefined;
    const place = PLACES[parameter.get('in').text() ?? ''];
    const key = `method.request.${place}.${parameter.get('name').text()}`;
    if (place) declared.set(key, parameter.get('required').boolean() ?? false);
  }
  return declared;
}

function resolveParameter(body: PropertyNode, node: PropertyNode): PropertyNode | undefined {
  const reference = node.get('$ref').text();
  if (reference === undefined) return node;
  const [, name = ''] = /^#\/components\/parameters\/([^/]+)$/.exec(reference) ?? [];
  const parameter = body.get('components').get('parameters').get(name);
  return parameter.isSet ? parameter : node.refuse(`${reference} is no parameter of this document`);
}

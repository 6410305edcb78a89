import { escapedForJson } from './request-template';

/** Behind each round of a `#foreach` but the last. */
export const MORE_IN_ITEM = '#if($foreach.hasNext),#end';

/**
 * A template that writes an item of DynamoDB as plain JSON. Velocity has no recursion here, so maps and lists are
 * written one level deep, and what lies deeper is null.
 *
 * @param item a variable, such as `$item`
 */
export function plainItem(item: string): string {
  return object(item, value('$a', nested));
}

function object(map: string, member: string): string {
  const name = `"${escapedForJson('$e.getKey()')}"`;
  return `{#foreach($e in ${map}.entrySet())${name}:#set($a=$e.getValue())${member}${MORE_IN_ITEM}#end}`;
}

/** Maps and lists of an item: their own maps and lists are null. */
function nested(value_: string): string {
  const inner = value('$b', () => '#else null');
  const name = `"${escapedForJson('$f.getKey()')}"`;
  return [
    `#elseif(${value_}.containsKey('M')){#foreach($f in ${value_}.get('M').entrySet())`,
    `${name}:#set($b=$f.getValue())${inner}${MORE_IN_ITEM}#end}`,
    `#elseif(${value_}.containsKey('L'))[#foreach($b in ${value_}.get('L'))${inner}${MORE_IN_ITEM}#end]`,
    '#else null',
  ].join('');
}

/** @param others what stands behind the branches, from `#elseif` or `#else` on */
function value(variable: string, others: (variable: string) => string): string {
  const text = (expression: string) => `"${escapedForJson(expression)}"`;
  const has = (type: string) => `${variable}.containsKey('${type}')`;
  const get = (type: string) => `${variable}.get('${type}')`;
  const each = (type: string, one: string) => `[#foreach($s in ${get(type)})${one}${MORE_IN_ITEM}#end]`;
  return [
    `#if(${has('S')})${text(get('S'))}`,
    `#elseif(${has('N')})${get('N')}`,
    `#elseif(${has('BOOL')})${get('BOOL')}`,
    `#elseif(${has('B')})${text(get('B'))}`,
    `#elseif(${has('SS')})${each('SS', text('$s'))}`,
    `#elseif(${has('NS')})${each('NS', '$s')}`,
    others(variable),
    '#end',
  ].join('');
}

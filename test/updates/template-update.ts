import { replacingProperties, TAKES_OVER, UNIQUE } from './resource-rules';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export type Resources = Record<string, Resource>;

/** What CloudFormation does when one template takes the place of another. */
export interface TemplateUpdate {
  /** One line for each kind of change, such as `+ ApiGatewayV2::Route x 2`: made `+`, deleted `-`, replaced `±`. */
  readonly changes: string[];
  /** What fails the deployment, or takes away what it has just made. */
  readonly clashes: string[];
}

export function updateOf(before: Resources, after: Resources): TemplateUpdate {
  const replaced = replacedIds(before, after);
  const lines = [
    ...added(before, after).map((id) => `+ ${kind(after[id])}`),
    ...added(after, before).map((id) => `- ${kind(before[id])}${isKept(before[id]) ? ', kept' : ''}`),
    ...[...replaced].filter(isOurs).map((id) => `± ${kind(after[id])}`),
  ];
  return { changes: counted(lines), clashes: clashes(before, after, replaced) };
}

function added(before: Resources, after: Resources): string[] {
  return Object.keys(after).filter((id) => !(id in before) && isOurs(id));
}

/** What a user makes besides the API stands under this construct. */
export const THEIRS = 'Theirs';

function isOurs(id: string): boolean {
  return !id.startsWith(THEIRS);
}

function isKept({ DeletionPolicy }: Resource): boolean {
  return DeletionPolicy === 'Retain';
}

function kind({ Type }: Resource): string {
  return Type.replace(/^AWS::/, '');
}

function counted(lines: string[]): string[] {
  const kinds = [...new Set(lines)].sort();
  const count = (line: string) => lines.filter((other) => other === line).length;
  return kinds.map((line) => (count(line) > 1 ? `${line} x ${count(line)}` : line));
}

/** Whose own property says so, and whose property names what is replaced. */
function replacedIds(before: Resources, after: Resources): Set<string> {
  const both = Object.keys(after).filter((id) => id in before);
  const replaced = new Set(both.filter((id) => before[id].Type !== after[id].Type));
  for (let size = -1; size < replaced.size;) {
    size = replaced.size;
    both.filter((id) => changesKey(before[id], after[id], replaced)).forEach((id) => replaced.add(id));
  }
  return replaced;
}

function changesKey(before: Resource, after: Resource, replaced: Set<string>): boolean {
  return replacingProperties(after.Type).some((name) => {
    const value = after.Properties?.[name];
    const isSame = JSON.stringify(before.Properties?.[name]) === JSON.stringify(value);
    return !isSame || referencesIn(value).some((id) => replaced.has(id));
  });
}

/** Logical ids in a value. */
export function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (name === 'Ref') return [String(member)];
    if (name === 'Fn::GetAtt') return [String(Array.isArray(member) ? member[0] : member).split('.')[0]];
    return referencesIn(member);
  });
}

/** What is made, or changed, to be what another resource still is: deletions come last. */
function clashes(before: Resources, after: Resources, replaced: Set<string>): string[] {
  const held = new Map(Object.entries(before).flatMap(([id, resource]) => keysOf(resource).map((key) => [key, id])));
  return Object.entries(after)
    .flatMap(([id, resource]) =>
      keysOf(resource, replaced).map((key) => {
        const holder = held.get(key);
        const isOwn = holder === id && (!replaced.has(id) || takesOver(resource));
        return holder === undefined || isOwn ? undefined : `${kind(resource)} ${shown(resource)}`;
      }),
    )
    .filter((clash) => clash !== undefined);
}

function takesOver({ Type, UpdateReplacePolicy }: Resource): boolean {
  return TAKES_OVER.includes(Type) && UpdateReplacePolicy === 'Retain';
}

function shown({ Type, Properties = {} }: Resource): string {
  const name = UNIQUE[Type].at(-1)!;
  const value = Properties[name] ?? '';
  return typeof value === 'string' ? value : name;
}

/** At most one. One that is made up by CloudFormation is none. */
function keysOf({ Type, Properties = {} }: Resource, replaced = new Set<string>()): string[] {
  const names = UNIQUE[Type] ?? [];
  const isNamed = names.length > 1 || names.some((name) => Properties[name] !== undefined);
  const ofReplaced = names.some((name) => referencesIn(Properties[name]).some((id) => replaced.has(id)));
  return isNamed && !ofReplaced ? [JSON.stringify([Type, ...names.map((name) => normal(name, Properties[name]))])] : [];
}

/** Two routes may not differ in the names of path parameters only. */
function normal(name: string, value: unknown): unknown {
  return name === 'RouteKey' ? String(value).replace(/\{[^}+]+/g, '{') : (value ?? '');
}

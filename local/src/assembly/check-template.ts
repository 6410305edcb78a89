import { GatewayError } from '../core/errors';
import { isObject } from '../core/is-object';
import { kindOf } from './read-json';
import { Template } from './template';

/** Deeper than any document that somebody wrote. */
const MAX_DEPTH = 200;

/** Members by name, each of which is checked by itself. */
type Check = (value: unknown, place: string) => string[];

const isAbsent = (value: unknown): boolean => value === undefined || value === null;
const must = (place: string, wanted: string, value: unknown): string[] => [
  `${place} must be ${wanted}, got ${kindOf(value)}`,
];

const text: Check = (value, place) => (typeof value === 'string' ? [] : must(place, 'a text', value));
const list: Check = (value, place) =>
  Array.isArray(value) ? value.flatMap((item, index) => text(item, `${place}.${index}`)) : text(value, place);
const anything: Check = () => [];
const optional =
  (check: Check): Check =>
  (value, place) =>
    isAbsent(value) ? [] : check(value, place);

const objectOf =
  (members: Readonly<Record<string, Check>>): Check =>
  (value, place) => {
    if (!isObject(value)) return must(place, 'an object', value);
    const unknown = Object.keys(value).filter((name) => !Object.hasOwn(members, name));
    return [
      ...unknown.map((name) => `${place}.${name} is not known to this version of the gateway`),
      ...Object.entries(members).flatMap(([name, check]) => check(value[name], `${place}.${name}`)),
    ];
  };

const each =
  (check: Check): Check =>
  (value, place) => {
    if (!isObject(value)) return must(place, 'an object', value);
    return Object.entries(value).flatMap(([name, member]) =>
      name.startsWith('Fn::')
        ? [`${place}.${name} is only evaluated by CloudFormation; give the template that it makes`]
        : check(member, `${place}.${name}`),
    );
  };

const object: Check = (value, place) => (isObject(value) ? [] : must(place, 'an object', value));

const resource = objectOf({
  Condition: optional(text),
  CreationPolicy: anything,
  DeletionPolicy: anything,
  DependsOn: optional(list),
  Metadata: anything,
  Properties: optional(object),
  Type: text,
  UpdatePolicy: anything,
  UpdateReplacePolicy: anything,
  Version: anything,
});

const sections = objectOf({
  AWSTemplateFormatVersion: anything,
  Conditions: optional(each(anything)),
  Description: anything,
  // those of SAM, whose resources are refused
  Globals: anything,
  // of deployments
  Hooks: anything,
  Mappings: optional(each(each(object))),
  Metadata: anything,
  Outputs: optional(
    each(
      objectOf({
        Condition: optional(text),
        Description: anything,
        Export: optional(objectOf({ Name: anything })),
        Value: anything,
      }),
    ),
  ),
  Parameters: optional(
    each((value, place) => (isObject(value) ? text(value.Type, `${place}.Type`) : object(value, place))),
  ),
  Resources: optional(each(resource)),
  // they say which parameters a deployment takes
  Rules: anything,
  Transform: anything,
});

/** A template of the shape that the readers rely on. What is malformed is told by its place, all at once. */
export function checkTemplate(template: Record<string, unknown>, file: string): Template {
  const problems = isDeeperThan(MAX_DEPTH, template)
    ? [`it is nested deeper than ${MAX_DEPTH} levels`]
    : sections(template, 'it').map((problem) => problem.replace(/^it\./, ''));
  if (problems.length === 0) return template;
  throw new GatewayError([`${file} is no template that can be read:`, ...problems.map((one) => `  ${one}`)].join('\n'));
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member));
}

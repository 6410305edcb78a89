import { jsonObject } from '../aws-endpoint/json-object';
import { isObject } from '../core/is-object';
import { general, missingParameter } from './sqs-error';

/** The members of a request, checked as they are asked for. */
export class ActionInput {
  public constructor(private readonly members: Readonly<Record<string, unknown>>) {}

  public text(name: string): string | undefined {
    const value = this.members[name];
    if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
    throw wrongType(name, 'a text');
  }

  public requiredText(name: string): string {
    const value = this.text(name);
    if (!value) throw missingParameter(name);
    return value;
  }

  public integer(name: string): number | undefined {
    const value = this.members[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && Number.isInteger(value)) return value;
    throw wrongType(name, 'an integer');
  }

  public texts(name: string): string[] {
    const value = this.members[name] ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    throw wrongType(name, 'a list of texts');
  }

  public inputs(name: string): ActionInput[] {
    const value = this.members[name] ?? [];
    if (Array.isArray(value) && value.every(isObject)) return value.map((item) => new ActionInput(item));
    throw wrongType(name, 'a list of objects');
  }

  public inputsByName(name: string): [string, ActionInput][] {
    const value = this.members[name] ?? {};
    if (!isObject(value)) throw wrongType(name, 'an object');
    return Object.entries(value).map(([key, item]) => {
      if (!isObject(item)) throw wrongType(`${name}.${key}`, 'an object');
      return [key, new ActionInput(item)];
    });
  }
}

/** Reads the body of a request. */
export function readInput(body: Buffer): ActionInput {
  const members = jsonObject(body);
  if (!members) throw malformed('the body is no JSON object');
  return new ActionInput(members);
}

function wrongType(name: string, wanted: string): Error {
  return malformed(`${name} must be ${wanted}`);
}

function malformed(message: string): Error {
  return general('SerializationException', message, 'MalformedInput');
}

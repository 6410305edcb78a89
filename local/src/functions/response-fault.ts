export interface ResponseRules {
  /** Members that a response may have; any others where it does not say. */
  readonly members?: readonly string[];
  readonly isStatusOptional: boolean;
}

/** What is wrong with a function's output that is no response, without the values in it. */
export function responseFault(output: unknown, { members, isStatusOptional }: ResponseRules): string {
  if (typeof output !== 'object' || output === null || Array.isArray(output)) {
    return `it is ${kindOf(output)} rather than an object with statusCode and body`;
  }
  const { statusCode, body } = output as Record<string, unknown>;
  const unknown = members && Object.keys(output).find((name) => !members.includes(name));
  if (unknown !== undefined) return `it has ${shown(unknown)} besides ${members!.join(', ')}`;
  if (statusCode === undefined && !isStatusOptional) return 'statusCode is missing';
  if (statusCode !== undefined && !isStatus(Number(statusCode))) return 'statusCode is no status from 200 to 599';
  if (typeof (body ?? '') !== 'string')
    return `body is ${kindOf(body)} rather than text, such as JSON.stringify makes it`;
  return 'its headers can not be sent';
}

/** The name of a member, unless it may be data. */
function shown(name: string): string {
  return /^[A-Za-z]\w{0,30}$/.test(name) ? name : 'members';
}

function isStatus(number: number): boolean {
  return Number.isInteger(number) && number >= 200 && number <= 599;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

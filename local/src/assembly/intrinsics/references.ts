import { ownMember } from '../own-member';
import { parameterValue } from '../parameters';
import { isPseudoParameter, pseudoParameterValue } from '../pseudo-parameters';
import { identityOf } from '../resource-identity';
import type { Intrinsic, Scope } from '../resolver';
import type { Stack } from '../stack';
import { Unresolvable } from '../unresolvable';
import { textOf } from './arguments';

/** `Ref`: a pseudo parameter, a parameter or a resource's id. */
export function reference(name: string, scope: Scope): unknown {
  if (isPseudoParameter(name)) return pseudoParameterValue(name, scope.stack);
  if (Object.hasOwn(scope.stack.template.Parameters ?? {}, name)) return parameterValue(name, scope);
  return identityOf(name, scope).ref;
}

/** `Fn::GetAtt`; `Outputs.X` of a nested stack is looked up in that stack. */
export function getAttribute(logicalId: string, attribute: string, scope: Scope): unknown {
  const nested = nestedStack(logicalId, scope);
  if (nested && attribute.startsWith('Outputs.')) return outputOf(nested, attribute.slice('Outputs.'.length), scope);
  const { type, attributes } = identityOf(logicalId, scope);
  const value = ownMember(attributes, attribute);
  if (value === undefined) {
    throw new Unresolvable(`attribute ${attribute} of ${logicalId} (${type}) is only known after a deployment`);
  }
  return value;
}

function nestedStack(logicalId: string, scope: Scope): Stack | undefined {
  return scope.stacks.find(({ parent }) => parent?.logicalId === logicalId && parent.stack.id === scope.stack.id);
}

function outputOf(stack: Stack, name: string, scope: Scope): unknown {
  const output = ownMember(stack.template.Outputs, name);
  if (!output) throw new Unresolvable(`nested stack ${stack.id} has no output ${name}`);
  return scope.from(stack).within(`output ${name}`).resolve(output.Value);
}

const getAtt: Intrinsic = (argument, scope) => {
  const [logicalId = '', ...attribute] = Array.isArray(argument)
    ? argument.map((part) => textOf(scope.resolve(part)))
    : textOf(argument).split('.');
  return getAttribute(logicalId, attribute.join('.'), scope);
};

const ref: Intrinsic = (argument, scope) => reference(textOf(argument), scope);

export const referenceFunctions = { Ref: ref, 'Fn::GetAtt': getAtt };

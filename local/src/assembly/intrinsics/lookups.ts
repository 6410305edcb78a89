import { ownMember } from '../own-member';
import { isObject } from '../../core/is-object';
import type { Intrinsic } from '../resolver';
import { listOf, textOf } from './arguments';
import { Unresolvable } from '../unresolvable';

/** The fourth argument, of AWS::LanguageExtensions, is for where there is no entry. */
const findInMap: Intrinsic = (argument, scope) => {
  const [map, first, second, options] = listOf(argument, 'Fn::FindInMap');
  const keys = [map, first, second].map((key) => textOf(scope.resolve(key))) as [string, string, string];
  const entries = ownMember(ownMember(scope.stack.template.Mappings, keys[0]), keys[1]);
  const value = ownMember(entries, keys[2]);
  if (value !== undefined) return value;
  if (isObject(options) && Object.hasOwn(options, 'DefaultValue')) return scope.resolve(options.DefaultValue);
  throw new Unresolvable(`no entry ${keys.join('.')} in Mappings`);
};

const length: Intrinsic = (argument, scope) => listOf(scope.resolve(argument), 'Fn::Length').length;

/** Exports of the assembly's own stacks; those of others only an account knows. */
const importValue: Intrinsic = (argument, scope) => {
  const name = textOf(scope.resolve(argument));
  for (const stack of scope.stacks) {
    const exporter = scope.from(stack);
    for (const [id, output] of Object.entries(stack.template.Outputs ?? {})) {
      if (!output.Export) continue;
      const exported = exporter.within(`export ${id}`).resolve(output.Export.Name);
      if (exported === name) return exporter.within(`output ${id}`).resolve(output.Value);
    }
  }
  throw new Unresolvable(`no stack of this assembly exports ${name}`);
};

const getAvailabilityZones: Intrinsic = (argument, scope) => {
  const region = textOf(scope.resolve(argument) || scope.stack.region);
  return ['a', 'b', 'c'].map((zone) => region + zone);
};

export const lookupFunctions = {
  'Fn::FindInMap': findInMap,
  'Fn::ImportValue': importValue,
  'Fn::GetAZs': getAvailabilityZones,
  'Fn::Length': length,
};

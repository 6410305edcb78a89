import type { Intrinsic } from '../resolver';
import { Unresolvable } from '../unresolvable';

const findInMap: Intrinsic = (argument, scope) => {
  const [map, first, second] = (argument as unknown[]).slice(0, 3).map((key) => String(scope.resolve(key)));
  const value = scope.stack.template.Mappings?.[map ?? '']?.[first ?? '']?.[second ?? ''];
  if (value === undefined) throw new Unresolvable(`no entry ${map}.${first}.${second} in Mappings`);
  return value;
};

/** Exports of the assembly's own stacks; those of others only an account knows. */
const importValue: Intrinsic = (argument, scope) => {
  const name = String(scope.resolve(argument));
  for (const stack of scope.stacks) {
    const exporter = scope.from(stack);
    for (const output of Object.values(stack.template.Outputs ?? {})) {
      if (output.Export && exporter.resolve(output.Export.Name) === name) return exporter.resolve(output.Value);
    }
  }
  throw new Unresolvable(`no stack of this assembly exports ${name}`);
};

const getAvailabilityZones: Intrinsic = (argument, scope) => {
  const region = String(scope.resolve(argument) || scope.stack.region);
  return ['a', 'b', 'c'].map((zone) => region + zone);
};

export const lookupFunctions = {
  'Fn::FindInMap': findInMap,
  'Fn::ImportValue': importValue,
  'Fn::GetAZs': getAvailabilityZones,
};

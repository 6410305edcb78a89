import { callJavaMethod } from '../java/methods';
import { MapEntry, StringArray, TemplateObject } from '../java/values';
import { TemplateError } from '../template-error';
import { ForeachScope } from './foreach-scope';

/** `$self.name` */
export function propertyOf(self: unknown, name: string): unknown {
  if (self instanceof TemplateObject) return self.property(name);
  if (self instanceof ForeachScope && ForeachScope.MEMBERS.has(name)) return ForeachScope.MEMBERS.get(name)?.(self);
  if (self instanceof Map) return self.get(name);
  if (self instanceof MapEntry) return name === 'key' || name === 'value' ? self[name] : undefined;
  const hasEmpty = typeof self === 'string' || (Array.isArray(self) && !(self instanceof StringArray));
  return hasEmpty && name === 'empty' ? callJavaMethod(self, 'isEmpty', []) : undefined;
}

/** `$self[index]` */
export function itemOf(self: unknown, index: unknown): unknown {
  return callJavaMethod(self, 'get', [counted(self, index)]);
}

/** `$self.name(parameters)` */
export function callMethod(self: unknown, name: string, parameters: readonly unknown[]): unknown {
  if (self instanceof TemplateObject) return self.callMethod(name, parameters);
  const ofScope = self instanceof ForeachScope && ForeachScope.METHODS.get(name);
  return ofScope ? ofScope(self) : callJavaMethod(self, name, parameters);
}

/** `#set($self.name = value)`; what can't be assigned to stays as it is. */
export function setProperty(self: unknown, name: string, value: unknown): void {
  if (self instanceof Map) self.set(name, value);
}

/** `#set($self[index] = value)` */
export function setItem(self: unknown, index: unknown, value: unknown): void {
  callJavaMethod(self, self instanceof Map ? 'put' : 'set', [counted(self, index), value]);
}

/** Below 0 is from the end. */
function counted(self: unknown, index: unknown): unknown {
  if (typeof index !== 'bigint' || index >= 0n) return index;
  const size = callJavaMethod(self, 'size', []);
  if (typeof size !== 'bigint') throw new TemplateError(`index ${index} of what has no size`);
  return size + index;
}

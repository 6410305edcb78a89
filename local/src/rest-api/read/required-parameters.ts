import { ValidationModel } from '../model';

/** By `method.request.path.id`: whether a parameter that a method declares is required, too. */
export type DeclaredParameters = ReadonlyMap<string, boolean>;

/** Names of those that are required, by where they are. */
export function requiredParameters(declared: DeclaredParameters): ValidationModel['required'] {
  const namesIn = (place: string): string[] => {
    const prefix = `method.request.${place}.`;
    const required = [...declared].filter(([key, isRequired]) => isRequired && key.startsWith(prefix));
    return required.map(([key]) => key.slice(prefix.length));
  };
  return { header: namesIn('header'), path: namesIn('path'), querystring: namesIn('querystring') };
}

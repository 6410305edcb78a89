import { fileURLToPath } from 'node:url';

import { isOutsideAnyPackage } from './package-scope.mjs';
import { isRuntimePackage } from './runtime-packages.mjs';

let taskRoot;

export function initialize(data) {
  taskRoot = data.taskRoot;
}

/** For `import`: what runtime-modules.mjs does for `require`. */
export async function resolve(specifier, context, nextResolve) {
  const found = await resolveOrFallBack(specifier, context, nextResolve);
  return isPlainScript(found.url) ? { ...found, format: 'commonjs' } : found;
}

async function resolveOrFallBack(specifier, context, nextResolve) {
  try {
    return await nextResolve(specifier, context);
  } catch (error) {
    if (!isRuntimePackage(specifier)) {
      throw error;
    }
    return nextResolve(specifier, { ...context, parentURL: import.meta.url });
  }
}

function isPlainScript(url) {
  return url.startsWith('file:') && url.endsWith('.js') && isOutsideAnyPackage(fileURLToPath(url), taskRoot);
}

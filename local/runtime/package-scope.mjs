import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/**
 * Whether a file of the function belongs to no package of the function. Node would ask the folders above for a
 * package.json, and find that of the project around cdk.out; at AWS there is nothing above the function's folder.
 */
export function isOutsideAnyPackage(file, taskRoot) {
  if (!file.startsWith(taskRoot + sep)) {
    return false;
  }
  for (let folder = dirname(file); folder.length >= taskRoot.length; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) {
      return false;
    }
  }
  return true;
}

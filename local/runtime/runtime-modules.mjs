import { readFileSync } from 'node:fs';
import Module, { createRequire, register } from 'node:module';

import { isOutsideAnyPackage } from './package-scope.mjs';
import { isRuntimePackage } from './runtime-packages.mjs';

/**
 * Makes modules resolve as on Lambda: the AWS SDK is there without being bundled (the gateway's own copy), and a `.js`
 * file without a package.json of its own is CommonJS, whatever the project around cdk.out says.
 */
export function useRuntimeModules(taskRoot) {
  provideRuntimePackages();
  ignorePackagesAbove(taskRoot);
  register('./module-hooks.mjs', { parentURL: import.meta.url, data: { taskRoot } });
}

function provideRuntimePackages() {
  const gateway = createRequire(import.meta.url);
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, ...rest) {
    try {
      return resolve.call(this, request, ...rest);
    } catch (error) {
      if (!isRuntimePackage(request)) {
        throw error;
      }
      return resolve.call(this, gateway.resolve(request), ...rest);
    }
  };
}

function ignorePackagesAbove(taskRoot) {
  const load = Module._extensions['.js'];
  Module._extensions['.js'] = function (module, filename) {
    if (isOutsideAnyPackage(filename, taskRoot)) {
      module._compile(readFileSync(filename, 'utf8').replace(/^\uFEFF/, ''), filename);
    } else {
      load(module, filename);
    }
  };
}

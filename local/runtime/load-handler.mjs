import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { RuntimeError } from './runtime-error.mjs';

const EXTENSIONS = ['', '.js', '.mjs', '.cjs'];

/** Finds `dir/file.export`, where the export may be nested, in the function's folder. */
export async function loadHandler(taskRoot, handlerName) {
  const { modulePath, exportPath } = parseHandlerName(handlerName);
  const loaded = await loadModule(findModule(taskRoot, modulePath), taskRoot);
  const handler = exportPath.reduce((value, key) => value?.[key], loaded);
  if (typeof handler !== 'function') {
    const problem = handler === undefined || handler === null ? 'undefined or not exported' : 'not a function';
    throw new RuntimeError('HandlerNotFound', `${handlerName} is ${problem}`);
  }
  return handler;
}

function parseHandlerName(handlerName) {
  const [moduleName, ...exportPath] = basename(handlerName).split('.');
  if (handlerName.includes('..') || !moduleName || exportPath.length === 0) {
    throw new RuntimeError(
      'MalformedHandlerName',
      `'${handlerName}' is not a valid handler name: expected file.export`,
    );
  }
  return { modulePath: join(dirname(handlerName), moduleName), exportPath };
}

function findModule(taskRoot, modulePath) {
  const base = resolve(taskRoot, modulePath);
  const found = EXTENSIONS.map((extension) => base + extension).find(
    (file) => existsSync(file) && statSync(file).isFile(),
  );
  if (!found) {
    throw new RuntimeError(
      'ImportModuleError',
      `Error: Cannot find module '${modulePath}': no ${modulePath}.js, .mjs or .cjs in ${taskRoot}`,
    );
  }
  return found;
}

async function loadModule(file, taskRoot) {
  try {
    return isEsModule(file, taskRoot) ? await import(pathToFileURL(file).href) : createRequire(file)(file);
  } catch (error) {
    throw asRuntimeError(error);
  }
}

function isEsModule(file, taskRoot) {
  return file.endsWith('.mjs') || (file.endsWith('.js') && packageTypeOf(dirname(file), taskRoot) === 'module');
}

function packageTypeOf(folder, taskRoot) {
  if (folder.length < taskRoot.length) {
    return 'commonjs';
  }
  const manifest = join(folder, 'package.json');
  return existsSync(manifest)
    ? JSON.parse(readFileSync(manifest, 'utf8')).type
    : packageTypeOf(dirname(folder), taskRoot);
}

function asRuntimeError(error) {
  if (error instanceof SyntaxError) {
    return new RuntimeError('UserCodeSyntaxError', String(error), error);
  }
  if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
    return new RuntimeError('ImportModuleError', String(error), error);
  }
  return error;
}

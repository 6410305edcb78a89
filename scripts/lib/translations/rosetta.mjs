import { createRequire } from 'node:module';
import * as path from 'node:path';

const require = createRequire(import.meta.url);
const rosetta = require('jsii-rosetta');

// what the package has and does not export; its version is pinned
const inside = (file) => require(path.join(path.dirname(require.resolve('jsii-rosetta')), file));

export const { BatchSnippetTranslator, CSharpVisitor, GoVisitor, JavaVisitor, PythonVisitor } = rosetta;
export const { allTypeScriptSnippets, loadAssemblies } = inside('jsii/assemblies.js');
export const { lookupJsiiSymbol, lookupJsiiSymbolFromNode, namespaceName, resolveJsiiSymbolType, simpleName } =
  inside('jsii/jsii-utils.js');
export const { OTree } = inside('o-tree.js');

/** TypeScript as rosetta has it: kinds of nodes are numbers that differ from version to version. */
export const ts = createRequire(require.resolve('jsii-rosetta'))('typescript');

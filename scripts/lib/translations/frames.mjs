import { GoProgramVisitor } from './go-visitor.mjs';
import { CSharpProgramVisitor, JavaProgramVisitor, PythonProgramVisitor } from './visitors.mjs';

/**
 * What stands around the translation of a program in each language, where the top level of a file holds no statements
 * or more must be imported than in TypeScript.
 */
export const LANGUAGES = [
  {
    name: 'Python',
    fence: 'python',
    fileOf: () => 'app.py',
    visitor: () => new PythonProgramVisitor(),
    frame: ({ declarations, main }) => {
      const { imports, rest } = splitImports(declarations, /^from .* import .*$/);
      return [byModule(imports), rest, main].join('\n\n\n');
    },
  },
  {
    name: 'Java',
    fence: 'java',
    fileOf: (stack) => `${stack}.java`,
    visitor: () => new JavaProgramVisitor(),
    frame: ({ declarations, main }, { structs }) => {
      const { imports, rest } = splitImports(declarations, /^import .*;$/);
      const collections = [/\bList\.of\(/, /\bMap\.of\(/]
        .filter((use) => use.test(rest))
        .map((use) => (use.source.includes('List') ? 'java.util.List' : 'java.util.Map'));
      const added = [...structs, ...collections].map((name) => `import ${name};`);
      const entry = `    public static void main(String[] args) {\n${indented(main, '        ')}\n    }\n}`;
      return `${sorted([...imports, ...added])}\n\n${rest.replace(/\}$/, `\n${entry}`)}`;
    },
  },
  {
    name: 'C#',
    fence: 'csharp',
    fileOf: (stack) => `${stack}.cs`,
    visitor: () => new CSharpProgramVisitor(),
    frame: ({ declarations, main, stack }) => {
      const { imports, rest } = splitImports(declarations, /^using .*;$/);
      const collections = rest.includes('Dictionary<') ? ['using System.Collections.Generic;'] : [];
      return `${sorted([...imports, ...collections])}

${rest}

class ${appOf(stack)}
{
    static void Main()
    {
${indented(main, '        ')}
    }
}`;
    },
  },
  {
    name: 'Go',
    fence: 'go',
    fileOf: () => 'main.go',
    visitor: () => new GoProgramVisitor(),
    frame: ({ declarations, main }, { imports }) => `package main

import (
${[...imports, 'github.com/aws/jsii-runtime-go']
  .sort()
  .map((path) => `\t"${path}"`)
  .join('\n')}
)

${declarations}

func main() {
\tdefer jsii.Close()

${indented(main, '\t')}
}`,
  },
];

function appOf(stack) {
  return stack.replace(/Stack$/, 'App');
}

function splitImports(text, pattern) {
  const lines = text.split('\n');
  return {
    imports: lines.filter((line) => pattern.test(line)),
    rest: lines
      .filter((line) => !pattern.test(line))
      .join('\n')
      .trim(),
  };
}

/** Imports of Python, one line for each module: rosetta has structs, which TypeScript does not import, apart. */
function byModule(imports) {
  const modules = new Map();
  for (const [, module, names] of imports.map((line) => /^from (\S+) import (.*)$/.exec(line))) {
    modules.set(module, [...(modules.get(module) ?? []), ...names.split(', ')]);
  }
  return [...modules]
    .map(([module, names]) => `from ${module} import ${[...new Set(names)].sort().join(', ')}`)
    .sort()
    .join('\n');
}

function sorted(lines) {
  return [...new Set(lines)].sort().join('\n');
}

function indented(text, by) {
  return text.replace(/^(?=.)/gm, by);
}

import { isKnownMethod } from './java-methods';
import { parseJsonPath } from './json-path';
import { TemplateInput } from './template-input';
import { TemplateUtil } from './template-util';
import { Ast, AstNode, parseVelocity, PathPart } from './velocity';

/** */
const LONGEST_TEMPLATE = 300 * 1024;

/** Directives of Velocity outside of the service's subset, or that velocityjs gets wrong. */
const DIRECTIVES = /#\{?(stop|break|macro|parse|include|evaluate|define|noescape)\b/g;

/** What a template says that would not be rendered as the service does. Refused at start, by name. */
export function templateProblems(template: string): string[] {
  if (Buffer.byteLength(template) > LONGEST_TEMPLATE) return ['the template is over 300 KB'];
  const directives = [...template.matchAll(DIRECTIVES)].map(([, name]) => `#${name} is not emulated`);
  const escapes = /\\+[$#]/.test(template) ? ['a backslash before $ or # is not emulated'] : [];
  const raw = template.includes('#[[') ? ['#[[…]]# is not emulated'] : [];
  const problems = [...directives, ...escapes, ...raw];
  return problems.length > 0 ? [...new Set(problems)] : treeProblems(template);
}

function treeProblems(template: string): string[] {
  try {
    return [...new Set(parseVelocity(template).flatMap(problemsIn))];
  } catch (error) {
    return [`is no Velocity template: ${(error as Error).message.split('\n')[0]}`];
  }
}

function problemsIn(ast: Ast | undefined): string[] {
  if (ast === undefined || typeof ast === 'string') return [];
  if (Array.isArray(ast)) return ast.flatMap(problemsIn);
  const node = ast as AstNode;
  return [
    ...(node.type === 'macro_call' ? [`#${node.id} is not emulated`] : []),
    ...(node.path ?? []).flatMap((part, index) => pathProblems(node, part, index)),
    ...[node.condition, node.from, ...(node.equal ?? []), ...(node.expression ?? []), ...valuesOf(node)].flatMap(
      problemsIn,
    ),
  ];
}

function valuesOf({ type, value }: AstNode): AstNode[] {
  if (type === 'array') return value as AstNode[];
  return type === 'map' ? Object.values((value ?? {}) as Record<string, AstNode>) : [];
}

function pathProblems(root: AstNode, part: PathPart, index: number): string[] {
  const args = part.args || [];
  const nested = [...args, ...(typeof part.id === 'string' ? [] : [part.id])].flatMap(problemsIn);
  if (part.type === 'method') return [...methodProblems(root, part, index), ...nested];
  const isForeach = root.id === 'foreach' && index === 0 && !['count', 'index', 'hasNext'].includes(String(part.id));
  return isForeach ? [`$foreach.${String(part.id)} is not emulated`] : nested;
}

function methodProblems(root: AstNode, { id, args }: PathPart, index: number): string[] {
  const own = index === 0 ? OBJECTS[root.id ?? ''] : undefined;
  const name = String(id);
  if (own ? !own.includes(name) : !isKnownMethod(name)) return [`$${root.id}…${name}() is not emulated`];
  const [argument] = args || [];
  const isPath = root.id === 'input' && index === 0 && name !== 'params' && argument?.type === 'string';
  return isPath && !parseJsonPath(String(argument.value))
    ? [`the JSON path ${String(argument.value)} is not emulated`]
    : [];
}

const OBJECTS: Readonly<Record<string, readonly string[] | undefined>> = {
  input: TemplateInput.METHODS,
  util: TemplateUtil.METHODS,
};

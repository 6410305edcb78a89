import { Block, Expression, PathPart, Reference, Statement } from './syntax';

/** All references of a template, those in parameters, texts and blocks too. */
export function referencesIn(block: Block): Reference[] {
  return block.flatMap(ofStatement);
}

function ofStatement(statement: Statement): Reference[] {
  switch (statement.kind) {
    case 'print':
      return ofReference(statement.reference);
    case 'set':
      return [...ofReference(statement.target), ...ofExpression(statement.value)];
    case 'if':
      return statement.branches.flatMap(({ condition, body }) => [
        ...(condition ? ofExpression(condition) : []),
        ...referencesIn(body),
      ]);
    case 'foreach':
      return [...ofExpression(statement.items), ...referencesIn(statement.body)];
    case 'define':
      return referencesIn(statement.body);
    default:
      return [];
  }
}

function ofReference(reference: Reference): Reference[] {
  return [reference, ...reference.path.flatMap(ofPart)];
}

function ofPart(part: PathPart): Reference[] {
  if (part.kind === 'index') return ofExpression(part.index);
  return part.kind === 'method' ? part.parameters.flatMap(ofExpression) : [];
}

function ofExpression(expression: Expression): Reference[] {
  switch (expression.kind) {
    case 'reference':
      return ofReference(expression.reference);
    case 'interpolated':
      return referencesIn(expression.body);
    case 'list':
      return expression.items.flatMap(ofExpression);
    case 'map':
      return expression.entries.flat().flatMap(ofExpression);
    case 'range':
      return [...ofExpression(expression.from), ...ofExpression(expression.to)];
    case 'not':
      return ofExpression(expression.operand);
    case 'operation':
      return [...ofExpression(expression.left), ...ofExpression(expression.right)];
    case 'literal':
      return [];
  }
}

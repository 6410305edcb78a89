import { callJavaMethod } from './java-methods';
import { evaluateJava, isTrue } from './java-operators';
import { isMap, javaText } from './java-text';
import { TemplateError } from './template-error';
import { Ast, AstNode, Interpreter, PathPart } from './velocity';

/** */
const MOST_ITERATIONS = 1_000;

/** An object whose methods a template may call, such as `$input`. */
export interface TemplateObject {
  callMethod(name: string, parameters: readonly unknown[]): unknown;
  property(name: string): unknown;
}

/** Parses and walks templates by velocityjs, but judges, calculates, calls and prints as Java's Velocity does. */
export class JavaInterpreter extends Interpreter {
  private iterations = 0;

  /** Null prints nothing. */
  public override getReferences(ast: AstNode, isPrinted = false): unknown {
    const value = super.getReferences(ast, false);
    return isPrinted ? javaText(value) : value;
  }

  public override getLiteral(ast: AstNode): unknown {
    if (ast.type === 'items') return ast.value;
    return ast.type === 'math' ? this.getExpression(ast) : super.getLiteral(ast);
  }

  public getExpression(ast: AstNode): unknown {
    if (ast.type !== 'math') return this.getLiteral(ast);
    const operands = (ast.expression ?? []).map((operand) => () => this.getExpression(operand));
    return evaluateJava(ast.operator ?? '', operands);
  }

  public getBlockIf(block: readonly Ast[]): string {
    let body: Ast[] | undefined;
    for (const ast of block) {
      const isBranch = isNode(ast) && ['if', 'elseif', 'else'].includes(ast.type);
      if (!isBranch) body?.push(ast);
      else if (body) break;
      else if (!ast.condition || isTrue(this.getExpression(ast.condition))) body = [];
    }
    return this.renderAstList(body ?? [], this.contextId);
  }

  public override getBlockEach([head, ...body]: readonly Ast[]): string {
    const each = head as AstNode;
    const from = this.getLiteral(each.from!);
    const items = Array.isArray(from) ? from : isMap(from) ? Object.values(from) : [];
    this.iterations += items.length;
    if (this.iterations > MOST_ITERATIONS) throw new TemplateError(`more than ${MOST_ITERATIONS} iterations`);
    return super.getBlockEach([{ ...each, from: { type: 'items', value: items } }, ...body]);
  }

  public getAttributes(part: PathPart, self: unknown): unknown {
    if (self === undefined || self === null) return undefined;
    const name = typeof part.id === 'string' ? part.id : javaText(this.getLiteral(part.id));
    if (part.type === 'method') return this.callMethod(self, name, part.args || []);
    if (isTemplateObject(self)) return self.property(name);
    if (Array.isArray(self)) return part.type === 'index' ? (self as unknown[])[Number(name)] : undefined;
    return isMap(self) && Object.hasOwn(self, name) ? self[name] : undefined;
  }

  private callMethod(self: unknown, name: string, args: readonly AstNode[]): unknown {
    const parameters = args.map((arg) => this.getLiteral(arg));
    return isTemplateObject(self) ? self.callMethod(name, parameters) : callJavaMethod(self, name, parameters);
  }
}

function isNode(ast: Ast): ast is AstNode {
  return typeof ast === 'object' && !Array.isArray(ast);
}

function isTemplateObject(value: unknown): value is TemplateObject {
  return typeof value === 'object' && value !== null && !isMap(value) && 'callMethod' in value;
}

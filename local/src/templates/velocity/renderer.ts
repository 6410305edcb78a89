import { javaText } from '../java/text';
import { TemplateError } from '../template-error';
import { DefinedBlock } from './defined-block';
import { Evaluator } from './evaluator';
import { ForeachScope } from './foreach-scope';
import { Jump } from './jump';
import { Block, Expression, ForeachStatement, PrintedReference, Statement } from './syntax';

/** */
const MOST_ITERATIONS = 1_000;

/** Renders a template once. All variables are of the whole template, those of loops until their end. */
export class Renderer {
  private readonly variables: Map<string, unknown>;
  private readonly evaluator: Evaluator;
  private iterations = 0;

  public constructor(variables: Readonly<Record<string, unknown>>) {
    this.variables = new Map(Object.entries(variables));
    this.evaluator = new Evaluator(this.variables, (body) => {
      const output: string[] = [];
      this.renderBlock(body, output);
      return output.join('');
    });
  }

  public render(template: Block): string {
    const output: string[] = [];
    upToJump(
      () => this.renderBlock(template, output),
      () => true,
    );
    return output.join('');
  }

  private renderBlock(block: Block, output: string[]): void {
    for (const statement of block) this.renderStatement(statement, output);
  }

  private renderStatement(statement: Statement, output: string[]): void {
    switch (statement.kind) {
      case 'text':
        output.push(statement.text);
        break;
      case 'print':
        this.print(statement, output);
        break;
      case 'set':
        this.evaluator.assign(statement.target, this.evaluator.valueOf(statement.value));
        break;
      case 'if': {
        const branch = statement.branches.find(({ condition }) => !condition || this.evaluator.isTrue(condition));
        this.renderBlock(branch?.body ?? [], output);
        break;
      }
      case 'foreach':
        this.renderLoop(statement, output);
        break;
      case 'define':
        this.variables.set(statement.name, this.defined(statement.body));
        break;
      case 'break':
        throw new Jump('break', statement.scope && this.scopeOf(statement.scope));
      case 'stop':
        throw new Jump('stop');
    }
  }

  /** An odd backslash escapes a reference, and stays where there is nothing to escape. Null prints nothing. */
  private print({ reference, backslashes }: PrintedReference, output: string[]): void {
    const value = this.evaluator.referenced(reference);
    const isNull = value === undefined || value === null;
    output.push('\\'.repeat(Math.floor(backslashes / 2)));
    if (backslashes % 2 === 1) output.push(isNull ? '\\' : '', reference.source);
    else if (!(value instanceof DefinedBlock)) output.push(javaText(value));
    else if (!value.renderTo(output)) output.push(reference.source);
  }

  private renderLoop({ variable, items, body }: ForeachStatement, output: string[]): void {
    const values = itemsOf(this.evaluator.valueOf(items));
    const parent = this.variables.get('foreach');
    const scope = new ForeachScope(values.length, parent instanceof ForeachScope ? parent : undefined);
    this.iterations += values.length;
    if (this.iterations > MOST_ITERATIONS) throw new TemplateError(`more than ${MOST_ITERATIONS} iterations`);
    const names = [variable, 'foreach', 'velocityCount', 'velocityHasNext'];
    const before = names.map((name) => this.variables.get(name));
    const renderAll = (): void =>
      values.forEach((value, index) => {
        scope.index = index;
        const current = [value, scope, BigInt(index + 1), index < values.length - 1];
        names.forEach((name, at) => this.variables.set(name, current[at]));
        this.renderBlock(body, output);
      });
    upToJump(renderAll, (jump) => jump.endsAt(scope));
    names.forEach((name, at) => this.variables.set(name, before[at]));
  }

  private defined(body: Block): DefinedBlock {
    return new DefinedBlock((output) =>
      upToJump(
        () => this.renderBlock(body, output),
        (jump) => jump.endsAt(),
      ),
    );
  }

  private scopeOf(expression: Expression): ForeachScope {
    const scope = this.evaluator.valueOf(expression);
    if (scope instanceof ForeachScope) return scope;
    throw new TemplateError('#break names no loop');
  }
}

function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return [...(value as unknown[])];
  return value instanceof Map ? [...(value.values() as Iterable<unknown>)] : [];
}

function upToJump(render: () => void, endsHere: (jump: Jump) => boolean): void {
  try {
    render();
  } catch (error) {
    if (!(error instanceof Jump && endsHere(error))) throw error;
  }
}

import { calculate, compare, isComparison } from '../java/operators';
import { TemplateError } from '../template-error';
import { callMethod, itemOf, propertyOf, setItem, setProperty } from './members';
import { Block, Expression, Operation, PathPart, Reference } from './syntax';

const LONGEST_RANGE = 1_000_000;

/** The values of references and expressions while a template is rendered. */
export class Evaluator {
  /** @param textOf renders the template in a text between double quotes */
  public constructor(
    private readonly variables: Map<string, unknown>,
    private readonly textOf: (body: Block) => string,
  ) {}

  public valueOf(expression: Expression): unknown {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'interpolated':
        return this.interpolated(expression.body, expression.isPadded);
      case 'reference':
        return this.referenced(expression.reference);
      case 'list':
        return expression.items.map((item) => this.valueOf(item));
      case 'map':
        return new Map(expression.entries.map(([key, value]) => [this.valueOf(key), this.valueOf(value)]));
      case 'range':
        return range(this.valueOf(expression.from), this.valueOf(expression.to));
      case 'operation':
        return this.result(expression);
      case 'not':
        return this.isTrue(expression);
    }
  }

  /** Of values only null and false are false. A literal other than `true` is no condition: Velocity 1.7 has it false. */
  public isTrue(expression: Expression): boolean {
    switch (expression.kind) {
      case 'not':
        return !this.isTrue(expression.operand);
      case 'reference':
        return ![undefined, null, false].includes(this.referenced(expression.reference) as undefined);
      case 'literal':
        return expression.value === true;
      case 'operation':
        return this.result(expression) === true;
      default:
        return false;
    }
  }

  public referenced({ root, path }: Reference): unknown {
    return path.reduce((self, part) => this.member(self, part), this.variables.get(root));
  }

  public assign({ root, path }: Reference, value: unknown): void {
    const last = path.at(-1);
    if (!last) return void this.variables.set(root, value);
    const owner = path.slice(0, -1).reduce((self, part) => this.member(self, part), this.variables.get(root));
    if (last.kind === 'index') setItem(owner, this.valueOf(last.index), value);
    else setProperty(owner, last.name, value);
  }

  private member(self: unknown, part: PathPart): unknown {
    if (self === undefined || self === null) return undefined;
    switch (part.kind) {
      case 'property':
        return propertyOf(self, part.name);
      case 'index':
        return itemOf(self, this.valueOf(part.index));
      case 'method':
        return callMethod(
          self,
          part.name,
          part.parameters.map((parameter) => this.valueOf(parameter)),
        );
    }
  }

  /** The right side counts only when the left one does not decide. */
  private result({ operator, left, right }: Operation): unknown {
    if (operator === '&&') return this.isTrue(left) && this.isTrue(right);
    if (operator === '||') return this.isTrue(left) || this.isTrue(right);
    if (isComparison(operator)) return compare(operator, this.valueOf(left), this.valueOf(right));
    return calculate(operator, this.valueOf(left), this.valueOf(right));
  }

  private interpolated(body: Block, isPadded: boolean): string {
    const text = this.textOf(body);
    return isPadded ? text.slice(0, -1) : text;
  }
}

/** Up or down, both ends included. */
function range(from: unknown, to: unknown): bigint[] | undefined {
  const [first, last] = [wholeOf(from), wholeOf(to)];
  if (first === undefined || last === undefined) return undefined;
  const length = Math.abs(last - first) + 1;
  if (length > LONGEST_RANGE) throw new TemplateError(`a range of ${length} numbers`);
  return Array.from({ length }, (_, index) => BigInt(first + (last < first ? -index : index)));
}

function wholeOf(value: unknown): number | undefined {
  return typeof value === 'bigint' || typeof value === 'number' ? Math.trunc(Number(value)) : undefined;
}

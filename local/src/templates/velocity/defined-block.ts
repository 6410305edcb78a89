import { TemplateObject } from '../java/values';

/** Velocity's limit of a block that names itself. */
const DEEPEST = 2;

/** What `#define` gives a name. It is rendered where it is printed, with the values of then. */
export class DefinedBlock extends TemplateObject {
  private depth = 0;

  /** @param render writes the block to the output, piece by piece */
  public constructor(private readonly render: (output: string[]) => void) {
    super();
  }

  /** False when it is too deep in itself. */
  public renderTo(output: string[]): boolean {
    if (this.depth === DEEPEST) return false;
    this.depth++;
    this.render(output);
    this.depth--;
    return true;
  }

  public override text(): string {
    const output: string[] = [];
    this.renderTo(output);
    return output.join('');
  }

  public callMethod(name: string): unknown {
    return name === 'toString' ? this.text() : undefined;
  }

  public property(): undefined {
    return undefined;
  }
}

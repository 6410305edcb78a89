/** A place in a template, and what is read from there on. Every pattern must be sticky. */
export class Cursor {
  public at = 0;

  public constructor(public readonly text: string) {}

  public get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** What the pattern matches right here, or nothing. */
  public see(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text) ?? undefined;
  }

  /** The same, and goes on behind it. */
  public take(pattern: RegExp): RegExpExecArray | undefined {
    const match = this.see(pattern);
    this.at += match?.[0].length ?? 0;
    return match;
  }

  public expect(pattern: RegExp, what: string): RegExpExecArray {
    return this.take(pattern) ?? this.fail(`${what} is missing`);
  }

  /** The rest of a line that ends with a directive belongs to it. */
  public skipLineEnd(): void {
    this.take(/[ \t]*(?:\r\n|[\r\n])/y);
  }

  public fail(problem: string): never {
    const lines = this.text.slice(0, this.at).split('\n');
    throw new SyntaxError(`line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}: ${problem}`);
  }
}

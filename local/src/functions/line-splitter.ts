/** Makes whole lines of text that comes in pieces. A line that would be longer than `longest` is given out in parts. */
export class LineSplitter {
  private rest = '';

  public constructor(
    private readonly onLine: (line: string) => void,
    private readonly longest = Infinity,
  ) {}

  public push(text: string): void {
    const lines = text.split('\n');
    lines[0] = this.rest + lines[0];
    this.rest = lines.pop() ?? '';
    lines.forEach((line) => this.onLine(line));
    if (this.rest.length > this.longest) this.flush();
  }

  /** Gives out a last line that lacks its end. */
  public flush(): void {
    if (this.rest !== '') {
      this.onLine(this.rest);
      this.rest = '';
    }
  }
}

import { Unsupported, UnsupportedError } from '../core/errors';

/** Something the gateway goes on without, worth a line at start: a domain, a missing stage, an ignored route. */
export interface Note {
  readonly stack: string;
  readonly logicalId: string;
  readonly text: string;
}

/** Gathers what readers find, so that the user hears of everything at once. */
export class Findings {
  public readonly unsupported: Unsupported[] = [];
  public readonly notes: Note[] = [];

  /** Says a thing once, however often it is met. */
  public refuse(finding: Unsupported): void {
    const key = JSON.stringify(finding);
    if (!this.unsupported.some((earlier) => JSON.stringify(earlier) === key)) this.unsupported.push(finding);
  }

  public note(note: Note): void {
    const isKnown = this.notes.some((earlier) => JSON.stringify(earlier) === JSON.stringify(note));
    if (!isKnown) this.notes.push(note);
  }

  /** Takes what was found of things that nobody needs: what can't be served of them is left out. */
  public noteAll({ unsupported, notes }: Findings): void {
    for (const { stack, logicalId, property, reason } of unsupported) {
      this.note({ stack, logicalId, text: `left out: ${property ? `${property}: ` : ''}${reason}` });
    }
    for (const note of notes) this.note(note);
  }

  public throwIfAny(): void {
    if (this.unsupported.length > 0) throw new UnsupportedError(this.unsupported);
  }
}

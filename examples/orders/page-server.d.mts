/** Serves the page on this machine, and development tokens for whoever it says it is. */
export function servePage(options: {
  readonly port: number;
  readonly config: object;
  readonly issueToken: (sub: string) => Promise<string>;
}): Promise<{ readonly port: number; close(): Promise<void> }>;

/** Writes a line of JSON. Ids, counts and errors only: never a frame, a body or a claim. */
export type Log = (level: 'WARN' | 'ERROR', message: string, facts: Record<string, unknown>) => void;

export const consoleLog: Log = (level, message, facts) => {
  const { error, ...rest } = facts;
  console.log(JSON.stringify({ level, message, ...rest, ...(error !== undefined && { error: described(error) }) }));
};

function described(error: unknown): object {
  return error instanceof Error ? { name: error.name, message: error.message } : { name: typeof error };
}

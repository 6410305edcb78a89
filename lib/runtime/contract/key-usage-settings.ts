/** The environment variable of the handler `key-usage` that holds its settings, as JSON. */
export const KEY_USAGE = 'KEY_USAGE';

/** What the construct tells the handler `key-usage`. */
export interface KeyUsageSettings {
  /**
   * The name of each tier's usage plan, by tier. Not its id: a plan is made after the stage, the stage after the API, and
   * the API after this function. Limits are those of the plan itself, which are the ones that hold.
   */
  readonly plans: Record<string, string>;
}

export function decodeKeyUsageSettings(value: string | undefined): KeyUsageSettings {
  if (!value) {
    throw new Error(`the environment variable ${KEY_USAGE} is missing`);
  }
  return JSON.parse(value);
}

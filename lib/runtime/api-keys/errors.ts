/** What an {@link ApiKeyIssuer} refuses, or could not do. No error holds the value of a key. */
export abstract class ApiKeyError extends Error {}

/** There is no such tier. */
export class UnknownTierError extends ApiKeyError {
  public readonly name = 'UnknownTierError';

  /** @param tiers those there are */
  public constructor(
    public readonly tier: string,
    tiers: string[],
  ) {
    super(`no tier is called ${JSON.stringify(tier)}; use one of ${tiers.join(', ')}`);
  }
}

/** There is no such key, or no longer. */
export class UnknownKeyError extends ApiKeyError {
  public readonly name = 'UnknownKeyError';

  public constructor(
    public readonly keyId: string,
    options?: { cause?: unknown },
  ) {
    super(`no API key has the id ${JSON.stringify(keyId)}`, options);
  }
}

/** The key is in no tier, so that the API refuses it. `moveToTier` puts it into one. */
export class KeyWithoutTierError extends ApiKeyError {
  public readonly name = 'KeyWithoutTierError';

  public constructor(
    public readonly keyId: string,
    options?: { cause?: unknown },
  ) {
    super(`API key ${JSON.stringify(keyId)} is in no tier; move it to one`, options);
  }
}

/** A key could not be put into its tier, nor be deleted again. It opens nothing; `revoke` deletes it. */
export class LeftoverKeyError extends ApiKeyError {
  public readonly name = 'LeftoverKeyError';

  public constructor(
    public readonly keyId: string,
    options?: { cause?: unknown },
  ) {
    super(`API key ${JSON.stringify(keyId)} was made but is in no tier; revoke it`, options);
  }
}

/** A customer's id that can't be a tag's value. */
export class InvalidCustomerIdError extends ApiKeyError {
  public readonly name = 'InvalidCustomerIdError';

  public constructor(public readonly customerId: string) {
    super(
      `a customer's id has 1 to 256 letters, digits, spaces and _.:/=+-@, got ${JSON.stringify(customerId)}; ` +
        'use the id of your own records',
    );
  }
}

/** Not a period of days. */
export class InvalidPeriodError extends ApiKeyError {
  public readonly name = 'InvalidPeriodError';

  public constructor(from: string, to: string) {
    super(
      `a period has a first and a last day, got ${JSON.stringify(from)} to ${JSON.stringify(to)}; write "2030-01-31"`,
    );
  }
}

/** The function was not told which tiers there are. */
export class MissingSettingsError extends ApiKeyError {
  public readonly name = 'MissingSettingsError';

  public constructor(variable: string, problem: string) {
    super(`environment variable ${variable} ${problem}; let the API grant the function to issue keys`);
  }
}

/** Who may join the channels of a pattern. What no rule allows is denied. */
export type ChannelRule = Admission & {
  /** Whether members whom this rule lets in may ask who else is in the channel. */
  readonly presence?: boolean;
};

type Admission =
  /** Everyone who is connected. `*` stands for one or more characters, `:` included. */
  | { readonly kind: 'open'; readonly pattern: string }
  /** Those whose claims make the channel's name out of the template: `tenant:{tenant_id}`. */
  | { readonly kind: 'claims'; readonly template: string }
  /** Those whom a function lets in. `*` as above. */
  | { readonly kind: 'function'; readonly pattern: string; readonly functionArn: string };

/** What a function that decides about joins is called with. */
export interface JoinQuestion {
  readonly channel: string;
  readonly connectionId: string;
  readonly user?: string;
  /** What the API's authorizer says of the caller. */
  readonly claims: Readonly<Record<string, string>>;
}

/** What it answers; anything else denies. */
export interface JoinAnswer {
  readonly allow: boolean;
}

/** Bytes of UTF-8 that the name of a channel may have. */
export const LONGEST_CHANNEL = 256;

/** Names in braces of a template. */
export function claimsOf(template: string): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name);
}

import { lenientMembers } from './lenient-members';

/** The `statusCode` that a mock's rendered request template names, if it is a whole number. */
export function mockStatus(rendered: string): number | undefined {
  const status = jsonStatus(rendered);
  return Number.isInteger(status) ? (status as number) : undefined;
}

function jsonStatus(rendered: string): unknown {
  try {
    return (JSON.parse(rendered) as { readonly statusCode?: unknown } | null)?.statusCode;
  } catch {
    const written = lenientMembers(rendered)?.get('statusCode') ?? '';
    return /^-?\d+$/.test(written) ? Number(written) : undefined;
  }
}

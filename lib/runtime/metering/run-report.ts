import { RunSummary } from './run-summary';

/** Of thousands of failures, the first tell enough. */
const TOLD = 10;

/** One line of JSON: counts, and of failures the kind and the message, which name ids at most. */
export function runReport({ failures, ...counts }: RunSummary): string {
  const level = failures.length > 0 ? 'ERROR' : 'INFO';
  const first = failures.slice(0, TOLD).map((failure) => {
    const { name, message } = failure as Partial<Error>;
    return { name, message };
  });
  return JSON.stringify({ level, message: 'usage read', ...counts, failures: failures.length, first });
}

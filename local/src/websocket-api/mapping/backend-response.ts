import { HeaderLine } from '../../core/request';

/** What a backend answered. */
export interface BackendResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
}

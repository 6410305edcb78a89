import { HeaderLine } from '../../core/request';

/** What a backend answers, as mappings see it. */
export interface BackendResponse {
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

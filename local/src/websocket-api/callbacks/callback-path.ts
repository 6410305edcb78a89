import { decodePercent } from '../../core/percent-decoding';

export interface CallbackPath {
  readonly stageName: string;
  /** What follows the stage, such as `@connections/JC1dgf9yoAMCK-g=`. */
  readonly below: string;
  /** Of `@connections/{id}`; absent for any other path. */
  readonly connectionId?: string;
}

/** `/{stage}/@connections/{id}`, of which `@` and the id may be percent-encoded (W-31). */
export function parseCallbackPath(rawPath: string): CallbackPath {
  const [, stageName = '', ...segments] = rawPath.split('/').map(decodePercent);
  const [marker, connectionId, ...more] = segments;
  const isCallback = marker === '@connections' && connectionId && more.length === 0;
  return { stageName, below: segments.join('/'), ...(isCallback && { connectionId }) };
}

import { decodePercent } from '../../core/percent-decoding';

export interface CallbackPath {
  readonly stageName: string;
  readonly connectionId: string;
}

/** `/{stage}/@connections/{id}`, of which `@` and the id may be percent-encoded (W-31). */
export function parseCallbackPath(rawPath: string): CallbackPath | undefined {
  const [blank, stageName, marker, connectionId, ...more] = rawPath.split('/').map(decodePercent);
  const isCallback = blank === '' && marker === '@connections' && more.length === 0;
  return isCallback && stageName && connectionId ? { stageName, connectionId } : undefined;
}

import { decodePercent } from '../core/percent-decoding';
import { GatewayRequest } from '../core/request';

/**
 * The path as the service takes it, decoded before it looks for a route (H-11): an encoded slash separates segments like
 * any other, of slashes in a row one is left, and an encoded question mark ends the path.
 */
export function requestPath({ rawPath }: Pick<GatewayRequest, 'rawPath'>): string {
  const [path = ''] = decodePercent(rawPath).split('?');
  return path.replace(/\/{2,}/g, '/');
}

/** The same without the segment of a named stage (H-7). */
export function pathInStage(request: Pick<GatewayRequest, 'rawPath'>, stageName: string): string {
  const path = requestPath(request);
  return stageName === '$default' ? path : path.slice(`/${stageName}`.length) || '/';
}

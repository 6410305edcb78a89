import { matchesOrigin } from '../contract/origin-pattern';
import { ConnectSettings } from '../contract/realtime/settings';

export type OriginRefusal = 'no-origin' | 'several-origins' | 'opaque-origin' | 'origin-not-allowed';

/**
 * Why a handshake from these origins is refused, if it is. Browsers always send one, and ask nobody whether a page may
 * connect: this check is all there is against pages that connect with the visitor's cookies or network.
 */
export function originRefusal(
  origins: readonly string[],
  settings: Pick<ConnectSettings, 'origins' | 'allowWithoutOrigin'>,
): OriginRefusal | undefined {
  const [origin] = origins;
  if (origin === undefined) {
    return settings.allowWithoutOrigin ? undefined : 'no-origin';
  }
  if (origins.length > 1 || /[\s,]/.test(origin)) {
    return 'several-origins';
  }
  // of a sandboxed frame or a file: anybody's
  if (origin === 'null') {
    return 'opaque-origin';
  }
  const isAllowed = settings.origins.some((entry) => entry === '*' || matchesOrigin(entry, origin));
  return isAllowed ? undefined : 'origin-not-allowed';
}

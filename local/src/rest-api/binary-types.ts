import { mediaType } from '../core/media-type';

/** Whether a content type is one of the API's binary ones: exactly, by `image/*`, or as everything is by a `*` for both (R-71). */
export function isBinary(binaryMediaTypes: readonly string[], contentType: string | undefined): boolean {
  const type = mediaType(contentType ?? '');
  const [major, minor] = type.split('/');
  return binaryMediaTypes.some((pattern) => {
    const wanted = pattern.toLowerCase();
    if (wanted.startsWith('*/')) return wanted === '*/*';
    return minor !== undefined && (wanted === type || wanted === `${major}/*`);
  });
}

/** By the first type that the caller accepts only (R-26, R-71). */
export function acceptsBinary(binaryMediaTypes: readonly string[], accept: string | undefined): boolean {
  return isBinary(binaryMediaTypes, (accept ?? '').split(',')[0]);
}

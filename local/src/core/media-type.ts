/** `application/json` of `application/json; charset=utf-8`. */
export function mediaType(header: string): string {
  return (header.split(';')[0] ?? '').trim().toLowerCase();
}

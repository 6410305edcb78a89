/**
 * What becomes of clients that send no `Origin` header, which every browser does: apps, devices, servers. They are not
 * bound by `cors` in any case, since they could send any origin.
 */
export enum ClientsWithoutOrigin {
  /** They are refused with 403, like pages of other origins. */
  REFUSE = 'REFUSE',

  /** They may connect, if the API's authorization lets them. */
  ALLOW = 'ALLOW',
}

/** What becomes of a connection when the authorization it was made with ends. */
export enum TokenExpiry {
  /** It gets nothing more, and is closed: by the `exp` of its token, or of what a Lambda authorizer says in `exp`. */
  CLOSE = 'CLOSE',

  /**
   * It lives on, for two hours at most: the service closes every connection then. Functions wrapped in `withMessages`
   * refuse its messages all the same, unless they are wrapped with `allowExpired: true`.
   */
  KEEP_OPEN = 'KEEP_OPEN',
}

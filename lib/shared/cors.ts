import { Duration, Token } from 'aws-cdk-lib';
import { CorsHttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { refuse } from '../core/errors';
import { _Origin } from './origin';

/** Options of `Cors.allowAnyOrigin`. */
export interface CorsOptions {
  /**
   * Methods a page may use.
   *
   * @default - GET, HEAD, POST, PUT, PATCH and DELETE
   */
  readonly methods?: CorsHttpMethod[];

  /**
   * Request headers a page may send, besides those every page may, Content-Type and the headers that the API's
   * authorization reads. `*` stands for all but Authorization, and not when credentials are sent.
   *
   * @default - no others
   */
  readonly headers?: string[];

  /**
   * Response headers a page may read, besides those every page may.
   *
   * @default - none
   */
  readonly exposeHeaders?: string[];

  /**
   * How long a browser may remember the answer to a preflight. Up to 24 hours; browsers cap it earlier.
   *
   * @default Duration.minutes(10)
   */
  readonly maxAge?: Duration;
}

/** Options of `Cors.allowOrigins`. */
export interface AllowOriginsOptions extends CorsOptions {
  /**
   * Whether pages may send cookies and HTTP authentication, and read the answers.
   *
   * @default false
   */
  readonly credentials?: boolean;
}

/** @internal */
export type _CorsIntent =
  | { readonly kind: 'disabled' }
  | { readonly kind: 'anyOrigin'; readonly options: CorsOptions }
  | { readonly kind: 'allowOrigins'; readonly origins: _Origin[]; readonly options: AllowOriginsOptions };

/**
 * Which web pages may call an API from a browser. This is not access control: who is no browser is not bound by it.
 * For a WebSocket API the origins are an allow-list of handshakes, and only origins and `credentials` have a meaning.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 *
 * @example
 * const cors = Cors.allowOrigins(['https://app.example.com', 'http://localhost:3000'], { credentials: true });
 */
export class Cors {
  /**
   * Pages of these origins, and no others.
   *
   * @param origins scheme, host and, where it is not the default, port: `https://app.example.com`
   */
  public static allowOrigins(origins: string[], options: AllowOriginsOptions = {}): Cors {
    const where = 'Cors.allowOrigins';
    if (origins.length === 0) {
      refuse(where, 'the list of origins is empty', origins, 'name an origin or use Cors.disabled()');
    }
    checkOptions(where, options, options.credentials ?? false);
    return new Cors({ kind: 'allowOrigins', origins: origins.map((text) => _Origin.parse(where, text)), options });
  }

  /** Pages of any origin, without cookies. For public data only: it warns. */
  public static allowAnyOrigin(options: CorsOptions = {}): Cors {
    checkOptions('Cors.allowAnyOrigin', options, false);
    return new Cors({ kind: 'anyOrigin', options });
  }

  /** No pages of other origins: the API sends no CORS headers. */
  public static disabled(): Cors {
    return new Cors({ kind: 'disabled' });
  }

  private constructor(/** @internal */ public readonly _intent: _CorsIntent) {}
}

function checkOptions(where: string, options: CorsOptions, credentials: boolean): void {
  for (const [name, headers] of Object.entries({ headers: options.headers, exposeHeaders: options.exposeHeaders })) {
    for (const header of headers ?? []) {
      if (header === '*' && credentials) {
        refuse(where, `browsers ignore "*" in ${name} when credentials are sent`, header, 'name the headers');
      }
      if (!Token.isUnresolved(header) && header !== '*' && !/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(header)) {
        refuse(
          where,
          `${name} holds what is no header name`,
          header,
          'write one name an entry, such as "X-Request-Id"',
        );
      }
    }
  }
  if (options.methods?.includes(CorsHttpMethod.ANY) && credentials) {
    refuse(where, 'browsers ignore "*" in methods when credentials are sent', '*', 'name the methods');
  }
  const maxAge = options.maxAge;
  if (maxAge && !maxAge.isUnresolved() && maxAge.toSeconds() > 86_400) {
    refuse(where, 'maxAge is over 24 hours', maxAge.toHumanString(), 'give 24 hours or less');
  }
}

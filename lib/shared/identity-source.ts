import { Token } from 'aws-cdk-lib';
import { refuse } from '../core/errors';

/** @internal */
export type _IdentitySourceKind = 'header' | 'queryString' | 'context' | 'stageVariable';

/**
 * Where in a request an authorizer finds what identifies the caller.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export class IdentitySource {
  /** A request header. Names are matched without regard to case. */
  public static header(name: string): IdentitySource {
    return new IdentitySource('header', name);
  }

  /** A query string parameter. It may end up in logs of clients and proxies: prefer a header for secrets. */
  public static queryString(name: string): IdentitySource {
    return new IdentitySource('queryString', name);
  }

  /** A context variable, such as `identity.sourceIp` or `path`. */
  public static context(name: string): IdentitySource {
    return new IdentitySource('context', name);
  }

  /** A stage variable. */
  public static stageVariable(name: string): IdentitySource {
    return new IdentitySource('stageVariable', name);
  }

  /**
   * Whether it may tell one caller from another.
   *
   * @internal
   */
  public get _namesCaller(): boolean {
    const isOfCaller =
      this._kind === 'context' && (Token.isUnresolved(this._name) || this._name.startsWith('identity.'));
    return isOfCaller || this._kind === 'header' || this._kind === 'queryString';
  }

  private constructor(
    /** @internal */ public readonly _kind: _IdentitySourceKind,
    /** @internal */ public readonly _name: string,
  ) {
    if (!Token.isUnresolved(_name) && !/^[A-Za-z0-9_.:-]+$/.test(_name)) {
      refuse(`IdentitySource.${_kind}`, 'not a name', _name, 'give the bare name, such as "Authorization"');
    }
  }
}

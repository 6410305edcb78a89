import { ResourceReader } from '../../../assembly';
import { checkExtensions } from '../../../assembly/open-api/extensions';
import { PropertyNode } from '../../../assembly/property-node';
import { httpExtensions } from './extensions';
import { importAuthorizer } from './import-authorizer';

type Scheme = { readonly kind: 'iam' } | { readonly kind: 'authorizer'; readonly authorizer: ResourceReader };

/** Properties of a route that say who may call it. */
type Authorization = Readonly<Record<string, unknown>>;

/** The document's security schemes, each read when a route first uses it. */
export class SecuritySchemes {
  private readonly read = new Map<string, Scheme | undefined>();

  public constructor(
    private readonly api: ResourceReader,
    private readonly document: PropertyNode,
  ) {}

  /** Those that a route uses. */
  public get authorizers(): ResourceReader[] {
    return [...this.read.values()].flatMap((scheme) => (scheme?.kind === 'authorizer' ? [scheme.authorizer] : []));
  }

  /** What an operation demands of its caller. What can't be told is refused, and not served as public. */
  public authorizationOf(operation: PropertyNode): Authorization | undefined {
    const auth = operation.get('x-amazon-apigateway-auth').get('type').oneOf(['AWS_IAM', 'NONE']);
    // C-30: the root's applies where an operation says nothing
    const security = operation.get('security').isSet ? operation.get('security') : this.document.get('security');
    const demands = security.entries().flatMap(([, requirement]) => requirement.entries());
    if (security.entries().length > 0 && demands.length === 0) {
      return security.refuse('an empty requirement is not understood; write [] for a public route');
    }
    if (demands.length + Number(auth === 'AWS_IAM') > 1) return security.refuse('a route has one authorizer');
    if (auth === 'NONE' && demands.length > 0) return security.refuse('contradicts x-amazon-apigateway-auth NONE');
    if (auth === 'AWS_IAM') return { AuthorizationType: 'AWS_IAM' };
    const [[name, scopes] = []] = demands;
    return name === undefined ? { AuthorizationType: 'NONE' } : this.demand(name, scopes!);
  }

  private demand(name: string, scopes: PropertyNode): Authorization | undefined {
    if (!this.read.has(name)) this.read.set(name, this.readScheme(name));
    const scheme = this.read.get(name);
    if (scheme?.kind !== 'authorizer') return scheme && { AuthorizationType: 'AWS_IAM' };
    const { authorizer } = scheme;
    const isJwt = authorizer.string('AuthorizerType') === 'JWT';
    return {
      AuthorizationType: isJwt ? 'JWT' : 'CUSTOM',
      AuthorizerId: authorizer.ref,
      ...(isJwt && { AuthorizationScopes: scopes.entries().map(([, scope]) => scope.text()) }),
    };
  }

  private readScheme(name: string): Scheme | undefined {
    const scheme = this.document.get('components').get('securitySchemes').get(name);
    if (!scheme.isSet) return scheme.refuse('there is no such security scheme');
    checkExtensions(scheme, 'securityScheme', httpExtensions);
    if (scheme.get('x-amazon-apigateway-authorizer').isSet) {
      return { kind: 'authorizer', authorizer: importAuthorizer(this.api, name, scheme) };
    }
    if (scheme.get('x-amazon-apigateway-authtype').text()?.toLowerCase() === 'awssigv4') return { kind: 'iam' };
    return scheme.refuse('is neither an authorizer nor IAM');
  }
}

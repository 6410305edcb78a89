import { ResourceReader } from '../../../assembly';
import { checkProperties } from '../../../assembly/property-table';
import { RestAuthorizationModel } from '../../model';
import { authorizerProperties } from '../property-tables';
import { PropertyNode } from '../../../assembly/property-node';
import { AuthorizerSource, readAuthorizer } from '../read-authorizer';

/** An API's AWS::ApiGateway::Authorizer resources, each read when a method first uses it. */
export class TreeAuthorizers {
  private readonly read = new Map<ResourceReader, RestAuthorizationModel | undefined>();

  /** Names are unique in an API, also beside those of its body. */
  public constructor(
    private readonly authorizers: readonly ResourceReader[],
    namesInBody: readonly string[],
  ) {
    const seen = new Set(namesInBody);
    for (const authorizer of authorizers) {
      const name = nameOf(authorizer);
      if (seen.has(name)) authorizer.refuse(`there is another authorizer ${name}`, 'Name');
      seen.add(name);
    }
  }

  /** The authorizer that a property names; undefined, with a finding, for one that can't be served. */
  public find(reference: PropertyNode): RestAuthorizationModel | undefined {
    const id = reference.text();
    const authorizer = this.authorizers.find(({ ref }) => ref === id);
    if (!authorizer) return reference.refuse('is no authorizer of this API');
    if (!this.read.has(authorizer)) this.read.set(authorizer, readAuthorizer(authorizerSource(authorizer)));
    return this.read.get(authorizer);
  }
}

function authorizerSource(authorizer: ResourceReader): AuthorizerSource {
  checkProperties(authorizer, authorizerProperties);
  const identitySource = PropertyNode.of(authorizer, 'IdentitySource');
  return {
    name: nameOf(authorizer),
    type: PropertyNode.of(authorizer, 'Type'),
    header: headerIn(identitySource),
    uri: PropertyNode.of(authorizer, 'AuthorizerUri'),
    providerArns: PropertyNode.of(authorizer, 'ProviderARNs'),
    identitySource,
    identityValidationExpression: PropertyNode.of(authorizer, 'IdentityValidationExpression'),
    resultTtlInSeconds: PropertyNode.of(authorizer, 'AuthorizerResultTtlInSeconds'),
  };
}

/** Nothing is in a header without a name, so nobody is let in by an authorizer that names none. */
function headerIn(identitySource: PropertyNode): string {
  return /^method\.request\.header\.([^,]+)$/.exec(identitySource.text() ?? '')?.[1] ?? '';
}

function nameOf(authorizer: ResourceReader): string {
  return authorizer.string('Name') ?? authorizer.logicalId;
}

import { RestAuthorizationModel } from '../../model';
import { PropertyNode } from '../../../assembly/property-node';
import { checkExtensions } from '../../../assembly/open-api/extensions';
import { AuthorizerSource, readAuthorizer } from '../read-authorizer';
import { restExtensions } from './extensions';

export type SecurityScheme = RestAuthorizationModel | 'api-key';

/** The document's security schemes, each read when a method first uses it (C-8, C-13). */
export class SecuritySchemes {
  private readonly read = new Map<string, SecurityScheme | undefined>();

  public constructor(private readonly body: PropertyNode) {}

  /** Undefined, with a finding, for one that can't be served. */
  public find(name: string): SecurityScheme | undefined {
    if (!this.read.has(name)) this.read.set(name, readScheme(name, this.node(name)));
    return this.read.get(name);
  }

  private node(name: string): PropertyNode {
    return this.body.get('components').get('securitySchemes').get(name);
  }
}

function readScheme(name: string, scheme: PropertyNode): SecurityScheme | undefined {
  if (!scheme.isSet) return scheme.refuse('there is no such security scheme');
  checkExtensions(scheme, 'securityScheme', restExtensions);
  if (scheme.get('x-amazon-apigateway-authorizer').isSet) return readAuthorizer(authorizerSource(name, scheme));
  if (scheme.get('x-amazon-apigateway-authtype').text()?.toLowerCase() === 'awssigv4') return { kind: 'iam' };
  const isKey = scheme.get('type').text() === 'apiKey' && scheme.get('in').text() === 'header';
  if (isKey && scheme.get('name').text()?.toLowerCase() === 'x-api-key') return 'api-key';
  return scheme.refuse('is neither an authorizer, nor an x-api-key, nor IAM');
}

/** C-8 */
function authorizerSource(name: string, scheme: PropertyNode): AuthorizerSource {
  const node = scheme.get('x-amazon-apigateway-authorizer');
  return {
    name,
    type: node.get('type'),
    header: scheme.get('name').text() ?? '',
    uri: node.get('authorizerUri'),
    providerArns: node.get('providerARNs'),
    identitySource: node.get('identitySource'),
    identityValidationExpression: node.get('identityValidationExpression'),
    resultTtlInSeconds: node.get('authorizerResultTtlInSeconds'),
  };
}

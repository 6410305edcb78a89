import { RestAuthorizationModel } from '../model';
import { BodyNode } from './body-node';
import { readAuthorizer } from './read-authorizer';

const EXTENSIONS = ['x-amazon-apigateway-authtype', 'x-amazon-apigateway-authorizer'];

export type SecurityScheme = RestAuthorizationModel | 'api-key';

/** The document's security schemes, each read when a method first uses it (C-8, C-13). */
export class SecuritySchemes {
  private readonly read = new Map<string, SecurityScheme | undefined>();

  public constructor(private readonly body: BodyNode) {}

  /** Undefined, with a finding, for one that can't be served. */
  public find(name: string): SecurityScheme | undefined {
    if (!this.read.has(name)) this.read.set(name, readScheme(name, this.node(name)));
    return this.read.get(name);
  }

  private node(name: string): BodyNode {
    return this.body.get('components').get('securitySchemes').get(name);
  }
}

function readScheme(name: string, scheme: BodyNode): SecurityScheme | undefined {
  if (!scheme.isSet) return scheme.refuse('there is no such security scheme');
  scheme.allowExtensions(EXTENSIONS);
  if (scheme.get('x-amazon-apigateway-authorizer').isSet) return readAuthorizer(name, scheme);
  if (scheme.get('x-amazon-apigateway-authtype').text()?.toLowerCase() === 'awssigv4') return { kind: 'iam' };
  const isKey = scheme.get('type').text() === 'apiKey' && scheme.get('in').text() === 'header';
  if (isKey && scheme.get('name').text()?.toLowerCase() === 'x-api-key') return 'api-key';
  return scheme.refuse('is neither an authorizer, nor an x-api-key, nor IAM');
}

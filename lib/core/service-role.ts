import { Effect, IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** What API Gateway may do for an integration: one action on one resource, and what that takes of its encryption key. */
export interface ServiceRoleProps {
  readonly action: string;
  readonly resource: string;
  readonly encryptionKey?: IKey;
  /** What the service does with the key in the caller's name. */
  readonly keyActions?: string[];
}

/** The role API Gateway takes on to call a service. */
export function serviceRole(scope: Construct, id: string, props: ServiceRoleProps): IRole {
  const { encryptionKey, keyActions = [] } = props;
  const statements = [allow([props.action], props.resource)];
  if (encryptionKey && keyActions.length > 0) {
    statements.push(allow(keyActions, encryptionKey.keyArn));
  }
  return new Role(scope, id, {
    description: `Lets API Gateway call ${props.action}`,
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
    inlinePolicies: { Integration: new PolicyDocument({ statements }) },
  });
}

function allow(actions: string[], resource: string): PolicyStatement {
  return new PolicyStatement({ effect: Effect.ALLOW, actions, resources: [resource] });
}

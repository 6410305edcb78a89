import { fingerprint } from './fingerprint';
import { identifiers } from './identifiers';
import { ownMember } from './own-member';
import type { Scope } from './resolver';
import { partitionOf } from './stack';
import { Unresolvable } from './unresolvable';

/** What `Ref` and `Fn::GetAtt` say about a resource. Made up, but the same at every start. */
export interface ResourceIdentity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

/** What an identifier may use to make up a resource's ids. */
export interface IdentityContext {
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  /** The name in the template, or one as CloudFormation would generate it. */
  name(property: string): string;
  property(name: string): unknown;
  /** A made-up id of this length. */
  id(length: number): string;
  arn(service: string, resource: string): string;
}

export function identityOf(logicalId: string, scope: Scope): ResourceIdentity & { readonly type: string } {
  const resource = ownMember(scope.stack.template.Resources, logicalId);
  if (!resource) throw new Unresolvable(`there is no resource ${logicalId} in stack ${scope.stack.name}`);
  if (isCustom(resource.Type)) {
    throw new Unresolvable(`${logicalId} (${resource.Type}) is a custom resource: only a deployment runs it`);
  }
  const { region, accountId, id: stackId, name: stackName } = scope.stack;
  const partition = partitionOf(region);
  const inside = scope.within(`resource ${logicalId}`);
  const property = (name: string): unknown => inside.resolve(resource.Properties?.[name]);
  const context: IdentityContext = {
    region,
    accountId,
    partition,
    property,
    id: (length) => fingerprint(`${stackId}/${logicalId}`, length),
    name: (name) => String(property(name) ?? generatedName(stackName, logicalId, context.id(12))),
    arn: (service, path) => `arn:${partition}:${service}:${region}:${accountId}:${path}`,
  };
  const identify = ownMember(identifiers, resource.Type);
  return { type: resource.Type, ...(identify?.(context) ?? { ref: context.name('Name'), attributes: {} }) };
}

function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

/** Function and role names, the shortest of all, have 64 characters. */
function generatedName(stackName: string, logicalId: string, suffix: string): string {
  const prefix = `${stackName}-${logicalId}`.replaceAll('/', '-').slice(0, 64 - suffix.length - 1);
  return `${prefix}-${suffix}`;
}

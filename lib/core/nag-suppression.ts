import { CfnResource } from 'aws-cdk-lib';

/** Tells cdk-nag, by plain metadata and without depending on it, why a finding is meant to be. */
export function suppressNag(resource: CfnResource, id: string, reason: string): void {
  resource.addMetadata('cdk_nag', { rules_to_suppress: [{ id, reason }] });
}

/** Properties of the custom resource that gives the account a log role. */
export interface AccountLogRoleProperties {
  /** ARN of the role the account gets where it has none. */
  readonly RoleArn: string;
}

/** Attribute of the custom resource: ARN of the role the account uses, ours or the one that was there. */
export const ACCOUNT_ROLE_ATTRIBUTE = 'AccountRoleArn';

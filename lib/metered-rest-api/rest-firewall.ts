import { CfnDeletionPolicy, Token } from 'aws-cdk-lib';
import { Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { Firewall } from '../shared/firewall';
import { managedWebAcl, ManagedWebAclProps } from './managed-web-acl';

export interface RestFirewallProps extends Omit<ManagedWebAclProps, 'options'> {
  readonly firewall: Firewall;
  readonly stage: Stage;
}

/** Puts the firewall before a stage, and gives the web ACL if it was made for it. */
export function restFirewall(scope: Construct, props: RestFirewallProps): CfnWebACL | undefined {
  const intent = props.firewall._intent;
  switch (intent.kind) {
    case 'none':
      return undefined;
    case 'webAcl':
      checkScope(scope, intent.webAclArn);
      associate(scope, intent.webAclArn, props.stage);
      return undefined;
    case 'managed': {
      const made = managedWebAcl(scope, { ...props, options: intent.options });
      associate(scope, made.attrArn, props.stage);
      return made;
    }
  }
}

function associate(scope: Construct, webAclArn: string, stage: Stage): void {
  const association = new CfnWebACLAssociation(scope, 'WebAclAssociation', { webAclArn, resourceArn: stage.stageArn });
  association.node.addDependency(stage);
  // a stage has one web ACL at most and is named alone when it is taken off: taking off the old one, once the new one is
  // on, would leave it without any
  association.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
  association.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
}

/** `arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/name/id` */
function checkScope(scope: Construct, webAclArn: string): void {
  if (!Token.isUnresolved(webAclArn) && !/^arn:[^:]+:wafv2:[^:]*:[^:]*:regional\/webacl\/.+/.test(webAclArn)) {
    const remedy = 'give one of AWS WAF (v2) with the scope REGIONAL';
    refuse(scope, 'not the ARN of a regional web ACL', webAclArn, remedy);
  }
}

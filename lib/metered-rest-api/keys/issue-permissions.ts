import { GrantOnPrincipalOptions } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { apiGatewayArn } from '../../core/api-gateway-arn';
import { API_TAG, CUSTOMER_TAG } from '../../runtime/contract/api-key-issuer-settings';

type Permission = Pick<GrantOnPrincipalOptions, 'actions' | 'resourceArns' | 'conditions'>;

/**
 * What an issuer of keys may do: make keys, put them into these plans and take them out, see their usage, and change and
 * delete keys that were issued for the API, which it knows by their tag. Not list keys.
 *
 * Whoever may make a key with tags may tag any key, for IAM can't tell by the tags that a key has: this keeps an issuer
 * from mistakes, and not a thief of its role from other keys.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
 */
export function issuePermissions(scope: IConstruct, apiId: string, planIds: string[]): Permission[] {
  const arn = (path: string) => apiGatewayArn(scope, path);
  const inPlans = (path: string) => planIds.map((id) => arn(`usageplans/${id}/${path}`));
  const tagged = arn('apikeys/*').replace(/:/g, '%3A').replace(/\//g, '%2F');
  return [
    { actions: ['apigateway:POST'], resourceArns: [arn('apikeys'), ...inPlans('keys')] },
    {
      // to make a key with a tag is to tag keys, whichever they be
      actions: ['apigateway:PUT'],
      resourceArns: [arn(`tags/${tagged}`)],
      conditions: { 'ForAllValues:StringEquals': { 'aws:TagKeys': [API_TAG, CUSTOMER_TAG] } },
    },
    {
      actions: ['apigateway:PATCH', 'apigateway:DELETE'],
      resourceArns: [arn('apikeys/*')],
      conditions: { StringEquals: { [`aws:ResourceTag/${API_TAG}`]: apiId } },
    },
    { actions: ['apigateway:DELETE'], resourceArns: inPlans('keys/*') },
    { actions: ['apigateway:GET'], resourceArns: [arn('usageplans'), ...inPlans('usage')] },
  ];
}

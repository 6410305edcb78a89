import { ArnFormat, Stack } from 'aws-cdk-lib';
import { GrantOnPrincipalOptions } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { CUSTOMER_TAG } from '../../runtime/contract/api-key-issuer-settings';

type Permission = Pick<GrantOnPrincipalOptions, 'actions' | 'resourceArns' | 'conditions'>;

/**
 * What an issuer of keys may do: make keys, put them into these plans and take them out, see their usage, and change and
 * delete keys that were issued, which it knows by their tag. Not list keys.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
 */
export function issuePermissions(scope: IConstruct, planIds: string[]): Permission[] {
  const arn = (path: string) =>
    Stack.of(scope).formatArn({
      service: 'apigateway',
      account: '',
      resource: `/${path}`,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
  const inPlans = (path: string) => planIds.map((id) => arn(`usageplans/${id}/${path}`));
  const tagged = arn('apikeys/*').replace(/:/g, '%3A').replace(/\//g, '%2F');
  return [
    { actions: ['apigateway:POST'], resourceArns: [arn('apikeys'), ...inPlans('keys')] },
    {
      // to make a key with a tag is to tag keys, whichever they be
      actions: ['apigateway:PUT'],
      resourceArns: [arn(`tags/${tagged}`)],
      conditions: { 'ForAllValues:StringEquals': { 'aws:TagKeys': [CUSTOMER_TAG] } },
    },
    {
      actions: ['apigateway:PATCH', 'apigateway:DELETE'],
      resourceArns: [arn('apikeys/*')],
      conditions: { Null: { [`aws:ResourceTag/${CUSTOMER_TAG}`]: 'false' } },
    },
    { actions: ['apigateway:DELETE'], resourceArns: inPlans('keys/*') },
    { actions: ['apigateway:GET'], resourceArns: [arn('usageplans'), ...inPlans('usage')] },
  ];
}

import { Stack } from 'aws-cdk-lib';
import { CfnUsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Function, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { contentKey } from '../../core/content-key';
import { refuse } from '../../core/errors';
import { API_KEY_ISSUER_VARIABLE, ApiKeyIssuerSettings } from '../../runtime/contract/api-key-issuer-settings';
import { issuePermissions } from './issue-permissions';

export interface KeyIssuersProps {
  readonly apiId: string;
  readonly stageName: string;
  /** Functions that the API calls, once all are known. */
  readonly called: () => IFunction[];
}

const issuers = new WeakSet<Function>();

/** The functions that issue keys of one API. */
export class KeyIssuers {
  private readonly functions: Function[] = [];

  public constructor(
    private readonly scope: Construct,
    private readonly props: KeyIssuersProps,
  ) {
    scope.node.addValidation({ validate: () => this.functions.flatMap((fn) => this.validate(fn)) });
  }

  public grant(fn: Function, plans: Record<string, CfnUsagePlan>): Grant {
    if (issuers.has(fn)) {
      const remedy = 'name all tiers in one call, and give each API an issuer of its own';
      refuse(this.scope, 'the function issues keys already', fn.node.path, remedy);
    }
    issuers.add(fn);
    this.functions.push(fn);
    const { apiId, stageName: stage } = this.props;
    const ids = Object.entries(plans).map(([tier, plan]) => [tier, plan.ref]);
    const settings: ApiKeyIssuerSettings = { apiId, stage, plans: Object.fromEntries(ids) };
    fn.addEnvironment(API_KEY_ISSUER_VARIABLE, Stack.of(fn).toJsonString(settings));
    const planIds = Object.values(plans).map((plan) => plan.ref);
    return issuePermissions(this.scope, apiId, planIds)
      .map((permission) => Grant.addToPrincipal({ grantee: fn, ...permission }))
      .reduce((all, one) => all.combine(one));
  }

  /** The plans are made after the API, the API after the functions it calls, and an issuer after the plans. */
  private validate(fn: Function): string[] {
    const arn = contentKey(this.scope, fn.functionArn);
    const isCalled = this.props
      .called()
      .some(
        (called) => contentKey(this.scope, called.functionArn) === arn || ('lambda' in called && called.lambda === fn),
      );
    const remedy = 'let a function issue them that another API calls, such as a SecureHttpApi';
    return isCalled
      ? [`${fn.node.path} issues keys of the API and is called by it, which CloudFormation can't create; ${remedy}`]
      : [];
  }
}

import { SecretValue } from 'aws-cdk-lib';
import { CfnApiKey, CfnUsagePlan, CfnUsagePlanKey } from 'aws-cdk-lib/aws-apigateway';
import { CfnSecret, ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { suppressNag } from '../../core/nag-suppression';
import { ApiKeyOptions } from '../tier';

export interface ApiKeyProps extends Required<ApiKeyOptions> {
  readonly id: string;
  readonly plan: CfnUsagePlan;
  /** That of the value before the newest. */
  readonly previousPlan: CfnUsagePlan;
}

/** An API key with its live values. */
export class ApiKey extends Construct {
  /** The newest value. */
  public readonly secret: ISecret;

  public constructor(scope: Construct, id: string, props: ApiKeyProps) {
    super(scope, id);
    const { generation, tier, plan, previousTier, previousPlan } = props;
    if (generation > 1) {
      this.makeValue(generation - 1, previousTier, previousPlan, props);
    }
    this.secret = this.makeValue(generation, tier, plan, props);
  }

  /** Ids go by the user's id and the generation, so that no value is ever replaced in place (user pain 14). */
  private makeValue(generation: number, tier: string, plan: CfnUsagePlan, props: ApiKeyProps): ISecret {
    const slot = new Construct(this, `V${generation}`);
    const description = `API key ${props.id} (${tier}), value ${generation}`;
    const secret = new Secret(slot, 'Secret', {
      description,
      generateSecretString: { passwordLength: 40, excludePunctuation: true },
    });
    suppressNag(
      secret.node.defaultChild as CfnSecret,
      'AwsSolutions-SMG4',
      'The value of an API key cannot change; a new generation makes a new one.',
    );
    const key = new CfnApiKey(slot, 'Key', {
      description,
      enabled: props.enabled,
      customerId: props.customerId,
      value: SecretValue.secretsManager(secret.secretArn).unsafeUnwrap(),
    });
    new CfnUsagePlanKey(slot, 'InTier', { keyId: key.ref, keyType: 'API_KEY', usagePlanId: plan.ref });
    return secret;
  }
}

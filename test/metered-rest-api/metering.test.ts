import { App, Aspects, Aws, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnUsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { makeAlarms } from '../../lib/core/alarm-set';
import { Metering, MeteringProps } from '../../lib/metered-rest-api/metering';
import { decodeMeteringSettings, MeteredTier, METERING } from '../../lib/runtime/contract/metering-settings';
import { Alarms } from '../../lib/shared/alarms';

const FREE: MeteredTier = { tier: 'free', usagePlanId: 'plan1', quota: { limit: 1_000, period: 'MONTH' } };

type Build = (stack: Stack) => Partial<MeteringProps>;

const meteringIn = (stack: Stack, props: Partial<MeteringProps> = {}): Metering =>
  new Metering(stack, 'Metering', { apiName: 'Partners', tiers: () => [FREE], ...props });

function templateOf(build: Build = () => ({}), use: (metering: Metering, stack: Stack) => void = () => undefined) {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  use(meteringIn(stack, build(stack)), stack);
  return Template.fromStack(stack);
}

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** The statements of the policy that hangs on a role. */
function statementsOf(template: Template, policy: RegExp): Statement[] {
  const found = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => policy.test(id));
  return found.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

const only = (template: Template, type: string): { id: string; resource: Record<string, unknown> } => {
  const [[id, resource], ...others] = Object.entries(template.findResources(type));
  expect(others).toEqual([]);
  return { id, resource };
};

const deployed = (text: unknown): string => {
  const parts = (text as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1];
  return parts.map((part) => (typeof part === 'string' ? part : 'deployed')).join('');
};

describe('the table', () => {
  it('has an index for a customer and one for a tier, and can be restored to any second', () => {
    const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
    const keys = (hash: string, range: string) => [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ];
    templateOf().hasResourceProperties('AWS::DynamoDB::Table', {
      AttributeDefinitions: ['pk', 'sk', 'customerId', 'day', 'tier'].map(text),
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys('pk', 'sk'),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'customer-day',
          KeySchema: keys('customerId', 'day'),
          Projection: { ProjectionType: 'ALL' },
        },
        { IndexName: 'tier-day', KeySchema: keys('tier', 'day'), Projection: { ProjectionType: 'ALL' } },
      ],
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it('outlives its stack, unless told otherwise', () => {
    expect(only(templateOf(), 'AWS::DynamoDB::Table').resource).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    const template = templateOf(() => ({ removalPolicy: RemovalPolicy.DESTROY }));
    expect(only(template, 'AWS::DynamoDB::Table').resource).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtectionEnabled: false },
    });
  });

  it('may be queried by whom it is granted to: no Scan, no writing, two indexes by name', () => {
    const template = templateOf(undefined, (metering, stack) => {
      const role = new Role(stack, 'Billing', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
      expect(metering.grantReadUsage(role).success).toBe(true);
    });
    const arn = { 'Fn::GetAtt': [only(template, 'AWS::DynamoDB::Table').id, 'Arn'] };
    const index = (name: string) => ({ 'Fn::Join': ['', [arn, `/index/${name}`]] });
    expect(statementsOf(template, /^Billing/)).toEqual([
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:Query'],
        Resource: [arn, index('customer-day'), index('tier-day')],
      },
    ]);
  });
});

describe('the function', () => {
  it('has time for many keys and is called every hour', () => {
    const template = templateOf();
    template.hasResourceProperties('AWS::Lambda::Function', { Timeout: 900, MemorySize: 512 });
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 hour)',
      State: 'ENABLED',
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [only(template, 'AWS::Lambda::Function').id, 'Arn'] } })],
    });
    const { resource } = only(template, 'AWS::Lambda::Permission');
    expect(resource.Properties).toMatchObject({
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [only(template, 'AWS::Events::Rule').id, 'Arn'] },
    });
  });

  it('is told what it needs, in the words that it reads', () => {
    const tiers: MeteredTier[] = [];
    const template = templateOf(
      (stack) => {
        const plan = new CfnUsagePlan(stack, 'Plan');
        return {
          tiers: () => tiers.map((tier) => ({ ...tier, usagePlanId: plan.ref })),
          apiName: Token.asString(Aws.STACK_NAME),
        };
      },
      () => {
        // tiers are asked for late
        tiers.push({ ...FREE, quota: { limit: 5, period: 'WEEK', offset: 1 } }, { tier: 'pro', usagePlanId: '' });
      },
    );
    const { Environment } = only(template, 'AWS::Lambda::Function').resource.Properties as {
      Environment: { Variables: Record<string, unknown> };
    };
    expect(Object.keys(Environment.Variables)).toEqual([METERING]);
    expect(decodeMeteringSettings(deployed(Environment.Variables[METERING]))).toEqual({
      apiName: 'deployed',
      tableName: 'deployed',
      eventBus: 'arn:deployed:events:eu-west-1:111122223333:event-bus/default',
      tiers: [
        { tier: 'free', usagePlanId: 'deployed', quota: { limit: 5, period: 'WEEK', offset: 1 } },
        { tier: 'pro', usagePlanId: 'deployed' },
      ],
    });
  });

  it('may read usage and keys, write its table, and put events on its bus; nothing else', () => {
    const template = templateOf((stack) => ({
      eventBus: new EventBus(stack, 'Bus'),
      tiers: () => [FREE, { tier: 'pro', usagePlanId: 'plan2' }],
    }));
    const arnOf = (type: string) => ({ 'Fn::GetAtt': [only(template, type).id, 'Arn'] });
    const apiGateway = (path: string) => ({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:apigateway:eu-west-1::${path}`]],
    });
    expect(statementsOf(template, /^Metering/)).toEqual([
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
        Resource: arnOf('AWS::DynamoDB::Table'),
      },
      { Effect: 'Allow', Action: 'events:PutEvents', Resource: arnOf('AWS::Events::EventBus') },
      {
        Effect: 'Allow',
        Action: 'apigateway:GET',
        Resource: [
          apiGateway('/apikeys'),
          apiGateway('/usageplans/plan1/usage'),
          apiGateway('/usageplans/plan2/usage'),
        ],
      },
    ]);
  });
});

describe('operation', () => {
  it('goes off where reading fails for three hours', () => {
    const template = templateOf(undefined, ({ alarmTable }, stack) => {
      makeAlarms(stack, Alarms.recommended(), alarmTable);
    });
    template.resourceCountIs('AWS::CloudWatch::Alarm', 1);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: only(template, 'AWS::Lambda::Function').id } }],
      Statistic: 'Sum',
      Threshold: 1,
      Period: 3_600,
      EvaluationPeriods: 3,
      TreatMissingData: 'notBreaching',
    });
  });

  it('has metrics by tier', () => {
    const metering = meteringIn(new Stack());
    expect(metering.metricRequests('free')).toMatchObject({
      namespace: 'CdkApigatewayPatterns/Metering',
      metricName: 'Requests',
      dimensions: { ApiName: 'Partners', Tier: 'free' },
      statistic: 'Sum',
    });
    expect(metering.metricKeysOver80Percent('free')).toMatchObject({
      metricName: 'KeysOver80Percent',
      statistic: 'Maximum',
    });
  });

  it('keeps its logical ids: another id of the table is a lost table', () => {
    const { Resources } = templateOf().toJSON() as { Resources: Record<string, { Type: string }> };
    const ids = Object.entries(Resources).map(([id, { Type }]) => [Type, id]);
    expect(Object.fromEntries(ids)['AWS::DynamoDB::Table']).toBe('MeteringUsageTableF6435355');
    expect(ids.map(([type]) => type).sort()).toEqual([
      'AWS::DynamoDB::Table',
      'AWS::Events::Rule',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::Lambda::Permission',
      'AWS::Logs::LogGroup',
    ]);
  });

  it('gives cdk-nag nothing to find', () => {
    const stack = new Stack(new App(), 'Stack');
    meteringIn(stack);
    Aspects.of(stack).add(new AwsSolutionsChecks());
    const annotations = Annotations.fromStack(stack);
    expect([
      ...annotations.findError('*', Match.anyValue()),
      ...annotations.findWarning('*', Match.anyValue()),
    ]).toEqual([]);
  });
});

describe('what is refused', () => {
  const synthesize = (tiers: MeteredTier[]) => () => {
    const app = new App();
    meteringIn(new Stack(app, 'Stack'), { tiers: () => tiers });
    app.synth();
  };
  const many = (count: number): MeteredTier[] =>
    Array.from({ length: count }, (_, index) => ({
      ...FREE,
      tier: `tier${index}`,
      usagePlanId: Token.asString({ Ref: 'P' }),
    }));

  it('an API without tiers', () => {
    expect(synthesize([])).toThrow('[Stack/Metering] there is no tier to meter; give the API a tier');
  });

  it('more tiers than fit into the environment of a function', () => {
    expect(synthesize(many(35))).not.toThrow();
    expect(synthesize(many(60))).toThrow(/tiers do not fit .* got 60 of \d+ bytes .*fewer tiers/);
  });
});

import * as path from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** Options of {@link HandlerFunction}. */
export interface HandlerFunctionProps {
  /** Folder under lib/handlers, made by `npm run build`. */
  readonly handler: string;
  readonly description: string;
  readonly environment?: Record<string, string>;
  /** What the function may do besides writing its log. */
  readonly statements?: PolicyStatement[];
  /** @default Duration.seconds(5) */
  readonly timeout?: Duration;
}

/** A function the library ships, bundled at build time: least-privilege role, own log group, arm64. */
export class HandlerFunction extends Construct {
  public readonly fn: Function;

  public constructor(scope: Construct, id: string, props: HandlerFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const writeLogs = new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    const { statements = [] } = props;
    this.fn = new Function(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(path.join(__dirname, '..', 'handlers', props.handler)),
      memorySize: 128,
      timeout: props.timeout ?? Duration.seconds(5),
      environment: props.environment,
      logGroup,
      role: new Role(this, 'Role', {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
        inlinePolicies: {
          WriteLogs: new PolicyDocument({ statements: [writeLogs] }),
          ...(statements.length > 0 && { Work: new PolicyDocument({ statements }) }),
        },
      }),
    });
  }
}

import {
  CfnResource,
  DefaultTokenResolver,
  IPostProcessor,
  IResolvable,
  IResolveContext,
  Lazy,
  Reference,
  StringConcat,
  Tokenization,
} from 'aws-cdk-lib';
import { Deployment } from 'aws-cdk-lib/aws-apigateway';
import { IConstruct } from 'constructs';
import { contentKey } from '../core/content-key';
import { RestRoutes } from './rest-routes';

/** Properties that make a resource another one when they change, with another ARN under the same logical id. */
const NAMES = ['functionName', 'packageType', 'name', 'queueName', 'tableName', 'stateMachineName', 'roleName'];

/**
 * Makes a new deployment whenever a resource that the body names is replaced by another of another name, besides the
 * changes of the body itself: the template would name the new one as it named the old one, and the stage would go on
 * calling what is deleted. And none before the API may call its functions.
 */
export function watchServed(deployment: Deployment, routes: RestRoutes): void {
  deployment.addToLogicalId(Lazy.uncachedAny({ produce: () => servedNames(deployment, routes) }));
  deployment.node.addDependency(routes.permissions);
}

function servedNames(scope: IConstruct, { entries, permissions }: RestRoutes): string | undefined {
  const found = new References();
  // functions stand in integrations as text, and in authorizers
  const functions = permissions.allowed.map(({ functionArn }) => functionArn);
  const integrations = entries.map(({ integration }) => integration);
  Tokenization.resolve([integrations, functions], { scope, resolver: found, preparing: false });
  const named = [...found.targets].flatMap((target) => namesOf(target).map((name) => `${target.node.path} ${name}`));
  return named.length > 0 ? contentKey(scope, named.sort()) : undefined;
}

function namesOf(target: IConstruct): string[] {
  const names = CfnResource.isCfnResource(target) ? NAMES.map((name): unknown => Reflect.get(target, name)) : [];
  return names.filter((name): name is string => typeof name === 'string');
}

/** Notes what tokens refer to. */
class References extends DefaultTokenResolver {
  public readonly targets = new Set<IConstruct>();

  public constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!Reference.isReference(token)) {
      return super.resolveToken(token, context, postProcessor);
    }
    this.targets.add(token.target);
    return token.displayName;
  }
}

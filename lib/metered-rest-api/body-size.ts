import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { warn } from '../core/warnings';

/** CloudFormation takes no larger template. */
const LARGEST_TEMPLATE = 1_000_000;
/** Rule Q-7, as is that of authorizers; a resource is a place in the tree of paths. */
const RESOURCES_QUOTA = 300;
const AUTHORIZERS_QUOTA = 10;

/** Says early what CloudFormation would say late. */
export function checkBodySize(where: IConstruct, body: Record<string, unknown>): string[] {
  const paths = Object.keys(body.paths as object);
  const places = new Set(paths.flatMap(prefixes));
  if (places.size > RESOURCES_QUOTA) {
    const text = `${places.size} places in the tree of paths, and the quota is ${RESOURCES_QUOTA} an API`;
    warn(where, 'resourceQuota', `${text}: ask AWS for a higher one, or use a second API`);
  }
  const { securitySchemes } = body.components as { securitySchemes: Record<string, object> };
  const authorizers = Object.values(securitySchemes).filter((scheme) => 'x-amazon-apigateway-authorizer' in scheme);
  if (authorizers.length > AUTHORIZERS_QUOTA) {
    const text = `${authorizers.length} authorizers, and the quota is ${AUTHORIZERS_QUOTA} an API`;
    warn(where, 'restAuthorizerQuota', `${text}: share Authorization values, or ask AWS for a higher one`);
  }
  // as the CDK writes it: indented by one
  const bytes = Buffer.byteLength(JSON.stringify(Stack.of(where).resolve(Token.asAny(body)), undefined, 1));
  const remedy = 'put some routes in a second API, or share schemas';
  return bytes <= LARGEST_TEMPLATE
    ? []
    : [`the body takes ${bytes} bytes, and a template has at most ${LARGEST_TEMPLATE}; ${remedy}`];
}

/** `/`, `/a`, `/a/{b}` */
function prefixes(path: string): string[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  return ['/', ...segments.map((_, index) => `/${segments.slice(0, index + 1).join('/')}`)];
}

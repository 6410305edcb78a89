import { ResourceReader } from '../../assembly';
import { partitionOf } from '../../assembly/stack';
import { PropertyNode } from '../../assembly/property-node';
import { conditionProblem, PolicyCondition } from '../../authorizers/policy-conditions';
import { Selection } from '../../authorizers/policy-statement';
import { ResourcePolicyModel, ResourcePolicyStatement } from '../resource-policy/model';

const ELEMENTS = [
  'Action',
  'Condition',
  'Effect',
  'NotAction',
  'NotPrincipal',
  'NotResource',
  'Principal',
  'Resource',
  'Sid',
];

/** The policy of the body or of the resource (C-17). What is not evaluated in it is refused. */
export function readResourcePolicy(api: ResourceReader, body: PropertyNode): ResourcePolicyModel | undefined {
  const inBody = body.get('x-amazon-apigateway-policy');
  const policy = inBody.isSet ? inBody : new PropertyNode(parsed(api), 'Policy', api);
  if (!policy.isSet) return undefined;
  const statements = policy.get('Statement');
  const list = Array.isArray(statements.value) ? statements.entries().map(([, node]) => node) : [statements];
  const models = list.map((statement) => readStatement(statement, api));
  // with an incomplete policy nobody gets in; the start is refused anyway
  return models.every((model) => model !== undefined) ? models : [];
}

/** The property may be an object, or JSON in a text. */
function parsed(api: ResourceReader): unknown {
  const value = api.value('Policy');
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return api.refuse('is no JSON', 'Policy');
  }
}

function readStatement(node: PropertyNode, api: ResourceReader): ResourcePolicyStatement | undefined {
  for (const [key, element] of node.entries()) {
    if (!ELEMENTS.includes(key)) return element.refuse('this element of a policy is not evaluated');
  }
  const effect = node.get('Effect').oneOf(['Allow', 'Deny']);
  const principals = selection(node, 'Principal');
  const actions = selection(node, 'Action');
  const resources = selection(node, 'Resource');
  const conditions = readConditions(node.get('Condition'));
  if (!effect || !principals || !actions || !resources || !conditions) return undefined;
  const complete = resources.patterns.map((resource) => completeArn(resource, api));
  return { effect, principals, actions, resources: { ...resources, patterns: complete }, conditions };
}

/** `Action` or `NotAction` and the like: exactly one of a pair is there. */
function selection(statement: PropertyNode, element: 'Principal' | 'Action' | 'Resource'): Selection | undefined {
  const [plain, negated] = [statement.get(element), statement.get(`Not${element}`)];
  if (plain.isSet === negated.isSet) return statement.refuse(`needs either ${element} or Not${element}`);
  const node = plain.isSet ? plain : negated;
  const isOfAws = element === 'Principal' && typeof node.value === 'object';
  const patterns = texts(isOfAws ? node.get('AWS') : node);
  if (patterns.some((pattern) => pattern.includes('${'))) return node.refuse('policy variables are not evaluated');
  return { patterns, isNegated: negated.isSet };
}

function readConditions(block: PropertyNode): PolicyCondition[] | undefined {
  const conditions = block.entries().flatMap(([operator, keys]) =>
    keys.entries().map(([key, node]) => {
      const condition = { operator, key, values: texts(node) };
      const problem = conditionProblem(condition);
      return problem === undefined ? condition : keys.refuse(problem);
    }),
  );
  return conditions.every((condition) => condition !== undefined) ? conditions : undefined;
}

function texts(node: PropertyNode): string[] {
  return Array.isArray(node.value) ? node.entries().map(([, item]) => item.text() ?? '') : [node.text() ?? ''];
}

/** `execute-api:/*` is expanded by the import. */
function completeArn(resource: string, api: ResourceReader): string {
  const { region, accountId } = api.stack;
  return resource.replace(
    /^execute-api:\//,
    `arn:${partitionOf(region)}:execute-api:${region}:${accountId}:${api.ref}/`,
  );
}

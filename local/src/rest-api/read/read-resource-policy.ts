import { ResourceReader } from '../../assembly';
import { partitionOf } from '../../assembly/stack';
import { isIpRange } from '../resource-policy/ip-range';
import { IpCondition, PolicyStatement, ResourcePolicyModel } from '../resource-policy/model';
import { PropertyNode } from '../../assembly/property-node';

const ELEMENTS = ['Action', 'Condition', 'Effect', 'Principal', 'Resource', 'Sid'];
const IP_OPERATORS: Readonly<Record<string, boolean | undefined>> = { IpAddress: false, NotIpAddress: true };

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

function readStatement(node: PropertyNode, api: ResourceReader): PolicyStatement | undefined {
  for (const [key, element] of node.entries()) {
    if (!ELEMENTS.includes(key)) return element.refuse('this element of a policy is not evaluated');
  }
  const effect = node.get('Effect').oneOf(['Allow', 'Deny']);
  const conditions = node
    .get('Condition')
    .entries()
    .map(([operator, condition]) => readCondition(operator, condition));
  if (!effect || !conditions.every((condition) => condition !== undefined)) return undefined;
  const principal = node.get('Principal');
  return {
    effect,
    principals: texts(typeof principal.value === 'object' ? principal.get('AWS') : principal),
    actions: texts(node.get('Action')),
    resources: texts(node.get('Resource')).map((resource) => completeArn(resource, api)),
    conditions,
  };
}

function readCondition(operator: string, node: PropertyNode): IpCondition | undefined {
  const isNegated = IP_OPERATORS[operator];
  const [[key, values] = ['', node], ...others] = node.entries();
  if (isNegated === undefined || key.toLowerCase() !== 'aws:sourceip' || others.length > 0) {
    return node.refuse('only IpAddress and NotIpAddress of aws:SourceIp are evaluated');
  }
  const ranges = texts(values);
  return ranges.every(isIpRange) ? { isNegated, ranges } : values.refuse('must be addresses or ranges of them');
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

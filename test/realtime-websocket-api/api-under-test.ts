import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { Authorization, Cors, RealtimeWebSocketApi, RealtimeWebSocketApiProps } from '../../lib';
import { functionIn, propertiesOf, templateOf } from '../secure-http-api/api-under-test';

type Props = Partial<RealtimeWebSocketApiProps>;

/** Fresh each time: a test that shares one value between APIs says so. */
export function jwt(): Authorization {
  return Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'] });
}

export const cors = Cors.allowOrigins(['https://app.example.com']);

export function apiIn(scope: Construct, props: Props = {}, id = 'Live'): RealtimeWebSocketApi {
  return new RealtimeWebSocketApi(scope, id, { authorization: jwt(), cors, ...props });
}

/** The template of a stack with one API, at the path `Stack/Live`. */
export function templateWith(
  props: Props,
  use: (api: RealtimeWebSocketApi, stack: Stack) => void = () => {},
): Template {
  return templateOf((stack) => use(apiIn(stack, props), stack));
}

/** The same, for `expect(...).toThrow`. */
export function making(props: Props, use: (api: RealtimeWebSocketApi, stack: Stack) => unknown = () => {}) {
  return () => {
    const stack = new Stack(new App(), 'Stack');
    return use(apiIn(stack, props), stack);
  };
}

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** A shipped handler in a template. */
export interface Handler {
  readonly properties: Record<string, unknown>;
  /** Its settings. References are `<Ref>` or `<Ref.Attribute>`. */
  readonly settings: Record<string, unknown>;
  /** What its role may do, besides writing its log. */
  readonly statements: Statement[];
}

/** The handler that stands at a path below the API, such as `Handlers/Connect`. */
export function handlerOf(template: Template, path: string): Handler {
  const prefix = `Live${path.replace(/\//g, '')}`;
  const found = Object.entries(propertiesOf(template, 'AWS::Lambda::Function')).filter(([id]) => id.startsWith(prefix));
  if (found.length !== 1) {
    throw new Error(`${found.length} functions at ${path}`);
  }
  const [[, properties]] = found;
  const { Variables } = properties.Environment as { Variables: Record<string, unknown> };
  const role = (properties.Role as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0];
  return {
    properties,
    settings: JSON.parse(textOf(Variables.REALTIME ?? Variables.JWT_AUTHORIZER)) as Record<string, unknown>,
    statements: statementsOf(template, role),
  };
}

/** With references in angle brackets. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, never>;
  if (join) {
    return (join[1] as unknown[]).map(textOf).join(join[0]);
  }
  return Ref ? `<${String(Ref)}>` : `<${(attribute as string[]).join('.')}>`;
}

function statementsOf(template: Template, role: string): Statement[] {
  const inline = (propertiesOf(template, 'AWS::IAM::Role')[role].Policies ?? []) as {
    PolicyName: string;
    PolicyDocument: { Statement: Statement[] };
  }[];
  const attached = Object.values(propertiesOf(template, 'AWS::IAM::Policy')).filter(({ Roles }) =>
    JSON.stringify(Roles).includes(`"${role}"`),
  ) as unknown as typeof inline;
  return [...inline, ...attached]
    .filter(({ PolicyName }) => PolicyName !== 'WriteLogs')
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** Actions of a handler, sorted. */
export function actionsOf({ statements }: Handler): string[] {
  return [...new Set(statements.flatMap(({ Action }) => Action))].sort();
}

/** Logical ids of a type whose id starts so. */
export function idsOf(template: Template, type: string, prefix = ''): string[] {
  return Object.keys(propertiesOf(template, type)).filter((id) => id.startsWith(prefix));
}

export { functionIn, propertiesOf, templateOf };

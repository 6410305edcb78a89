import { Assembly, Template } from '../assembly';
import { DeployedStack } from '../deployed-stack';
import { inventory, isListed } from '../inventory';
import { RETAINED } from '../retained';

/** Types that no list has, with what they hang on. */
const UNLISTED = {
  aListedOne: [
    'AWS::ApiGateway::Deployment',
    'AWS::ApiGateway::Stage',
    'AWS::ApiGateway::UsagePlanKey',
    'AWS::ApiGatewayV2::Authorizer',
    'AWS::ApiGatewayV2::Integration',
    'AWS::ApiGatewayV2::Route',
    'AWS::ApiGatewayV2::Stage',
    'AWS::Cognito::UserPoolClient',
    'AWS::EC2::SubnetRouteTableAssociation',
    'AWS::Lambda::Alias',
    'AWS::Lambda::Permission',
    'AWS::Lambda::Version',
    'AWS::SQS::QueuePolicy',
  ],
  nothingForItIsOnlyRecorded: [
    'AWS::ApiGatewayV2::IntegrationResponse',
    'AWS::ApiGatewayV2::Model',
    'AWS::ApiGatewayV2::RouteResponse',
    'AWS::CodeDeploy::Application',
    'AWS::CodeDeploy::DeploymentGroup',
    'AWS::Cognito::UserPoolUser',
    'AWS::EC2::SecurityGroupIngress',
    'AWS::WAFv2::WebACLAssociation',
  ],
  theAccount: ['Custom::ApiGatewayAccountLogRole'],
};

/** What is left when every stack is gone. */
export function checkDestroyed(assemblies: () => Assembly[], atFirst: () => string[]): void {
  let names: Map<string, string>;
  let logsOfLambda: string[];

  it('every type of resource is looked for, or hangs on one that is', () => {
    const types = templatesOf(assemblies()).flatMap(([, { Resources }]) => Object.values(Resources));
    const unlisted = new Set(types.map(({ Type }) => Type).filter((type) => !isListed(type)));
    expect([...unlisted].sort()).toEqual(Object.values(UNLISTED).flat().sort());
  });

  it('every stack can be deleted', async () => {
    names = await namesOf(assemblies());
    logsOfLambda = await logsOfLambdaOf(assemblies());
    for (const assembly of assemblies()) await assembly.destroy();
  });

  it('what is meant to be retained remains, and nothing else', async () => {
    const expectedAnyway = new Set([...atFirst(), ...logsOfLambda]);
    const left = (await inventory()).filter((one) => !expectedAnyway.has(one));
    expect(left.map((one) => nameOf(one, names)).sort()).toEqual([...RETAINED].sort());
  });
}

function templatesOf(assemblies: Assembly[]): [string, Template][] {
  return assemblies.flatMap(({ templates }) => Object.entries(templates));
}

/** What templates call their resources, by what the inventory calls them. */
async function namesOf(assemblies: Assembly[]): Promise<Map<string, string>> {
  const stacks = await Promise.all(templatesOf(assemblies).map(([name]) => DeployedStack.named(name)));
  const names = stacks.flatMap(({ name, resources }) =>
    resources.map(
      ({ type, physicalId, logicalId }) => [`${type} ${physicalId}`, `${name} ${type} ${logicalId}`] as const,
    ),
  );
  return new Map(names);
}

/** An inline policy may be no resource of a template: it is named after its role. */
function nameOf(one: string, names: Map<string, string>): string {
  const [, role, policy] = /^AWS::IAM::Policy (.+)\/(.+)$/.exec(one) ?? [];
  return role ? `${names.get(`AWS::IAM::Role ${role}`)}/${policy}` : (names.get(one) ?? one);
}

/** Log groups that Lambda makes at the first call of a function whose template has none for it. */
async function logsOfLambdaOf(assemblies: Assembly[]): Promise<string[]> {
  const lists = templatesOf(assemblies).map(async ([name, { Resources }]) => {
    const functions = (await DeployedStack.named(name)).ofType('AWS::Lambda::Function');
    return functions
      .filter(({ logicalId }) => !Resources[logicalId].Properties?.LoggingConfig)
      .map(({ physicalId }) => `AWS::Logs::LogGroup /aws/lambda/${physicalId}`);
  });
  return (await Promise.all(lists)).flat();
}

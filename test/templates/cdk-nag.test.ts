import { ACCEPTED } from './accepted-nag-findings';
import { Finding, findingsIn, isOurs } from './cdk-nag';
import { byName, DeployableTemplate, deployableTemplates } from './deployable-templates';
import { withTemplateFile } from './template-file';

/** What is accepted, one by one. */
const accepted = ACCEPTED.flatMap(({ rule, on }) =>
  Object.entries(on).flatMap(([stack, constructs]) =>
    constructs.map((construct) => ({ rule, stack, path: `/${stack}/${construct}/` })),
  ),
);

/** Those that accept a finding. */
function acceptancesOf({ name, paths }: DeployableTemplate, { logicalId, rule }: Finding) {
  return accepted.filter(
    (one) => one.stack === name && one.rule === rule && (paths[logicalId] ?? '').startsWith(one.path),
  );
}

describe('cdk-nag AwsSolutions', () => {
  const found = new Map(deployableTemplates.map((template) => [template.name, findingsIn(template.file)]));

  it.each(byName)('finds nothing but what is accepted in %s', (name, template) => {
    const isAccepted = (finding: Finding) =>
      !isOurs(template, finding.logicalId) && acceptancesOf(template, finding).length > 0;
    expect(found.get(name)!.filter((finding) => !isAccepted(finding))).toEqual([]);
  });

  it('nothing is accepted that is no longer found', () => {
    const needed = deployableTemplates.flatMap((template) =>
      found.get(template.name)!.flatMap((finding) => acceptancesOf(template, finding)),
    );
    expect(accepted.filter((one) => !needed.includes(one))).toEqual([]);
  });

  it.each(byName)('knows what is ours in %s', (_, template) => {
    const ofApiGateway = Object.keys(template.resources).filter((id) =>
      template.resources[id].Type.includes('ApiGateway'),
    );
    expect(ofApiGateway.filter((id) => !isOurs(template, id))).toEqual([]);
  });

  it('knows what is not ours', () => {
    const orders = deployableTemplates.find(({ name }) => name === 'Orders')!;
    const table = Object.keys(orders.paths).find((id) => orders.paths[id] === '/Orders/Table/Resource')!;
    expect(isOurs(orders, table)).toBe(false);
  });

  it('finds what there is to find: a stage without its access log', () => {
    const { resources } = deployableTemplates.find(({ name }) => name === 'SecureHttpApiStage')!;
    const [id, stage] = Object.entries(resources).find(([, { Type }]) => Type === 'AWS::ApiGatewayV2::Stage')!;
    const faulty = { ...stage, Properties: { ...stage.Properties, AccessLogSettings: undefined } };
    const found = withTemplateFile({ Resources: { ...resources, [id]: faulty } }, findingsIn);
    expect(found).toContainEqual({ logicalId: id, rule: 'AwsSolutions-APIG1' });
  });
});

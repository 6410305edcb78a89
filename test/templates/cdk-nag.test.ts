import { ACCEPTED } from './accepted-nag-findings';
import { Finding, findingsIn, isOurs } from './cdk-nag';
import { byName, deployableTemplates } from './deployable-templates';
import { withTemplateFile } from './template-file';

describe('cdk-nag AwsSolutions', () => {
  it.each(byName)('finds nothing but what is accepted in %s', (_, template) => {
    const isAccepted = ({ logicalId, rule }: Finding) => !isOurs(template, logicalId) && rule in ACCEPTED;
    expect(findingsIn(template.file).filter((finding) => !isAccepted(finding))).toEqual([]);
  });

  it('nothing is accepted that is no longer found', () => {
    const found = deployableTemplates.flatMap(({ file }) => findingsIn(file)).map(({ rule }) => rule);
    expect(Object.keys(ACCEPTED).filter((rule) => !found.includes(rule))).toEqual([]);
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

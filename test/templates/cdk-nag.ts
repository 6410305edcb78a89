import { App, Aspects, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { nagFindings } from '../nag-findings';
import { DeployableTemplate } from './deployable-templates';

export interface Finding {
  readonly logicalId: string;
  readonly rule: string;
}

/** What AwsSolutions finds in a template as it is deployed, so that the language of its app does not matter. */
export function findingsIn(file: string): Finding[] {
  // the template brings the parameter and the rule of the bootstrap version
  const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
  const stack = new Stack(new App(), 'Stack', { synthesizer });
  new CfnInclude(stack, 'Template', { templateFile: file });
  Aspects.of(stack).add(new AwsSolutionsChecks());
  return nagFindings(stack).map(({ path, rule }) => ({ logicalId: path.split('/').pop()!, rule }));
}

/** Of two kinds: what our constructs made, and what the app around them did. */
export function isOurs({ resources, paths }: DeployableTemplate, logicalId: string): boolean {
  const isApi = (id: string) => /^AWS::ApiGateway(V2::Api|::RestApi)$/.test(resources[id].Type);
  const apis = Object.keys(resources).filter(isApi);
  // `/Stack/Orders/Api/Resource` is the resource of the L2 that our construct at `/Stack/Orders` wraps
  const constructs = apis.map((id) => paths[id].split('/').slice(0, -2).join('/'));
  const path = paths[logicalId];
  return [...constructs, '/ApiGatewayAccountLogRole'].some((construct) => path.includes(`${construct}/`));
}

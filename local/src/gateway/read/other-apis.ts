import { AssemblyView } from '../../assembly';

const REASONS: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::ApiGatewayManagedOverrides': 'overrides of a quick-create API are not served',
  'AWS::Serverless::Api': 'SAM templates are not transformed here; give the transformed template',
  'AWS::Serverless::HttpApi': 'SAM templates are not transformed here; give the transformed template',
};

const NOTES: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::ApiMapping': 'custom domains are not emulated: call the API on its own port',
  'AWS::ApiGateway::BasePathMapping': 'custom domains are not emulated: call the API on its own port',
  'AWS::ApiGateway::BasePathMappingV2': 'custom domains are not emulated: call the API on its own port',
  'AWS::WAFv2::WebACLAssociation': 'requests are not filtered here',
};

/** What is not served, and what makes no difference on loopback but is worth a line. */
export function refuseOtherApis(view: AssemblyView): void {
  for (const resource of view.resources(...Object.keys(REASONS))) resource.refuse(REASONS[resource.type]!);
  for (const resource of view.resources(...Object.keys(NOTES))) resource.note(NOTES[resource.type]!);
}

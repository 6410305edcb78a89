import { AssemblyView } from '../assembly';

const REASONS: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::RestApi': 'REST APIs are not served yet',
  'AWS::ApiGatewayV2::ApiGatewayManagedOverrides': 'overrides of a quick-create API are not served',
  'AWS::Serverless::Api': 'SAM templates are not transformed here; give the transformed template',
  'AWS::Serverless::HttpApi': 'SAM templates are not transformed here; give the transformed template',
};

/** APIs of kinds that are not served. Their parts are not named one by one. */
export function refuseOtherApis(view: AssemblyView): void {
  for (const resource of view.resources(...Object.keys(REASONS))) resource.refuse(REASONS[resource.type]!);
  for (const mapping of view.resources('AWS::ApiGatewayV2::ApiMapping')) {
    mapping.note('custom domains are not emulated: call the API on its own port');
  }
}

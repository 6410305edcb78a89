import { HttpIntegrationModel } from '../model';

/** Puts a stage's variables into an integration's URI: `${stageVariables.host}`. Unknown ones become empty, as at AWS. */
export function withStageVariables(
  integration: HttpIntegrationModel,
  variables: Readonly<Record<string, string>>,
): HttpIntegrationModel {
  const fill = (text: string): string =>
    text.replace(/\$\{stageVariables\.([\w]+)\}/g, (_, name: string) => variables[name] ?? '');
  if (integration.kind === 'lambda') return { ...integration, functionArn: fill(integration.functionArn) };
  if (integration.kind === 'http') return { ...integration, url: fill(integration.url) };
  return integration;
}

import { fillStageVariables } from '../../core/fill-stage-variables';
import { RestIntegrationModel } from '../model';

/** Puts a stage's variables into an integration's URI. One that the stage lacks makes the URI bad: 500. */
export function withStageVariables(
  integration: RestIntegrationModel,
  variables: Readonly<Record<string, string>>,
): RestIntegrationModel {
  return fillStageVariables(variables, (fill) => fillUri(integration, fill));
}

function fillUri(integration: RestIntegrationModel, fill: (text: string) => string): RestIntegrationModel {
  switch (integration.kind) {
    case 'lambda':
      return { ...integration, functionArn: fill(integration.functionArn) };
    case 'aws':
      return { ...integration, target: { ...integration.target, name: fill(integration.target.name) } };
    case 'http':
    case 'http-proxy':
      return { ...integration, url: fill(integration.url) };
    default:
      return integration;
  }
}

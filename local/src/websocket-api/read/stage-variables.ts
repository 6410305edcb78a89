import { fillStageVariables } from '../../core/fill-stage-variables';
import { WebSocketIntegrationModel } from '../model';

/** Puts a stage's variables into an integration's URI. One that the stage lacks makes the URI bad (assumed, as R-114). */
export function withStageVariables(
  integration: WebSocketIntegrationModel,
  variables: Readonly<Record<string, string>>,
): WebSocketIntegrationModel {
  return fillStageVariables(variables, (fill) => fillUri(integration, fill));
}

function fillUri(integration: WebSocketIntegrationModel, fill: (text: string) => string): WebSocketIntegrationModel {
  switch (integration.kind) {
    case 'lambda':
      return { ...integration, functionArn: fill(integration.functionArn) };
    case 'aws':
      return { ...integration, target: { ...integration.target, name: fill(integration.target.name) } };
    case 'http':
    case 'http-mapped':
      return { ...integration, url: fill(integration.url) };
    default:
      return integration;
  }
}

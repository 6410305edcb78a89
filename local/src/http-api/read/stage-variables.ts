import { fillStageVariables } from '../../core/fill-stage-variables';
import { HttpIntegrationModel } from '../model';

/** Puts a stage's variables into an integration's URI: `${stageVariables.host}`. One that the stage lacks is a 500 (assumed). */
export function withStageVariables(
  integration: HttpIntegrationModel,
  variables: Readonly<Record<string, string>>,
): HttpIntegrationModel {
  return fillStageVariables(variables, (fill) => {
    if (integration.kind === 'lambda') return { ...integration, functionArn: fill(integration.functionArn) };
    if (integration.kind === 'http') return { ...integration, url: fill(integration.url) };
    return integration;
  });
}

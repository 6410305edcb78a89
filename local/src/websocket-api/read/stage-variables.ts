import { WebSocketIntegrationModel } from '../model';

/** Puts a stage's variables into an integration's URI. One that the stage lacks makes the URI bad (assumed, as R-114). */
export function withStageVariables(
  integration: WebSocketIntegrationModel,
  variables: Readonly<Record<string, string>>,
): WebSocketIntegrationModel {
  const missing: string[] = [];
  const fill = (text: string): string =>
    text.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => {
      if (!Object.hasOwn(variables, name)) missing.push(name);
      return variables[name] ?? '';
    });
  const filled = fillUri(integration, fill);
  if (missing.length === 0) return filled;
  return { kind: 'left-out', reason: `its URI needs the stage variable ${missing.join(', ')}` };
}

function fillUri(integration: WebSocketIntegrationModel, fill: (text: string) => string): WebSocketIntegrationModel {
  switch (integration.kind) {
    case 'lambda':
      return { ...integration, functionArn: fill(integration.functionArn) };
    case 'http':
      return { ...integration, url: fill(integration.url) };
    default:
      return integration;
  }
}

import { WebSocketIntegrationModel } from '../model';

/** Puts a stage's variables into an integration's URI. One that the stage lacks makes the URI bad (assumed, as R-114). */
export function withStageVariables(
  integration: WebSocketIntegrationModel,
  variables: Readonly<Record<string, string>>,
): WebSocketIntegrationModel {
  if (integration.kind !== 'lambda') return integration;
  const missing: string[] = [];
  const functionArn = integration.functionArn.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => {
    if (!Object.hasOwn(variables, name)) missing.push(name);
    return variables[name] ?? '';
  });
  if (missing.length === 0) return { ...integration, functionArn };
  return { kind: 'left-out', reason: `its URI needs the stage variable ${missing.join(', ')}` };
}

/** An integration that can't be called. */
interface LeftOut {
  readonly kind: 'left-out';
  readonly reason: string;
}

/** An integration of any kind of API: what it calls is one of these, if anything. */
interface Calling {
  readonly kind: string;
  readonly functionArn?: string;
  readonly url?: string;
  readonly target?: { readonly name: string };
}

/**
 * Puts a stage's variables into what an integration calls: `${stageVariables.host}`. One that the stage lacks makes it bad,
 * a 500 (R-114; assumed for HTTP and WebSocket APIs).
 */
export function withStageVariables<Integration extends Calling>(
  integration: Integration,
  variables: Readonly<Record<string, string>>,
): Integration | LeftOut {
  const missing: string[] = [];
  const fill = (text: string): string =>
    text.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => {
      if (!Object.hasOwn(variables, name)) missing.push(name);
      return variables[name] ?? '';
    });
  const { functionArn, url, target } = integration;
  const filled = {
    ...integration,
    ...(functionArn !== undefined && { functionArn: fill(functionArn) }),
    ...(url !== undefined && { url: fill(url) }),
    ...(target && { target: { ...target, name: fill(target.name) } }),
  };
  if (missing.length === 0) return filled;
  return { kind: 'left-out', reason: `its URI needs the stage variable ${missing.join(', ')}` };
}

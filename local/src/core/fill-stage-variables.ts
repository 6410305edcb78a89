/** An integration that can't be called. */
interface LeftOut {
  readonly kind: 'left-out';
  readonly reason: string;
}

/** Fills `${stageVariables.name}` in an integration's URI. One that the stage lacks makes the URI bad. */
export function fillStageVariables<Integration>(
  variables: Readonly<Record<string, string>>,
  fillUri: (fill: (text: string) => string) => Integration,
): Integration | LeftOut {
  const missing: string[] = [];
  const fill = (text: string): string =>
    text.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => {
      if (!Object.hasOwn(variables, name)) missing.push(name);
      return variables[name] ?? '';
    });
  const filled = fillUri(fill);
  if (missing.length === 0) return filled;
  return { kind: 'left-out', reason: `its URI needs the stage variable ${missing.join(', ')}` };
}

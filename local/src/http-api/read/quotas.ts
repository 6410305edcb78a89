import { ResourceReader } from '../../assembly';

/** What the service lets no API exceed. Quotas that it raises on request are not here. */
const MOST = {
  audiences: 50,
  integrations: 300,
  scopes: 10,
  stageVariables: 100,
} as const;

const VARIABLE_NAME = /^\w{1,64}$/;
const LONGEST_VARIABLE = 512;

/** Refuses what there is too much of. */
export function checkCount(resource: ResourceReader, what: keyof typeof MOST, count: number, property?: string): void {
  if (count > MOST[what]) {
    resource.refuse(`AWS takes ${MOST[what]} at most, got ${count}`, property);
  }
}

export function checkStageVariables(stage: ResourceReader, variables: Readonly<Record<string, string>>): void {
  checkCount(stage, 'stageVariables', Object.keys(variables).length, 'StageVariables');
  for (const [name, value] of Object.entries(variables)) {
    if (!VARIABLE_NAME.test(name)) {
      stage.refuse('a name has up to 64 letters, digits and _', `StageVariables.${name}`);
    }
    if (value.length > LONGEST_VARIABLE) {
      stage.refuse(`a value has up to ${LONGEST_VARIABLE} characters, got ${value.length}`, `StageVariables.${name}`);
    }
  }
}

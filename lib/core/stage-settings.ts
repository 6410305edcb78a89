import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from './errors';

export function checkApiName(where: IConstruct, name: string | undefined): void {
  if (name !== undefined && !Token.isUnresolved(name) && (name.length < 1 || name.length > 128)) {
    refuse(where, 'apiName must have 1 to 128 characters', name, 'give a shorter one, or none');
  }
}

export function checkStageName(where: IConstruct, name: string): void {
  if (!Token.isUnresolved(name) && name !== '$default' && !/^[A-Za-z0-9_-]{1,128}$/.test(name)) {
    refuse(where, 'not a stage name', name, 'use letters, digits, "-" and "_", at most 128, or "$default"');
  }
}

/** Rule Q-4. */
export function checkStageVariables(where: IConstruct, variables: Record<string, string>): void {
  const entries = Object.entries(variables);
  if (entries.length > 100) {
    refuse(where, 'a stage has at most 100 variables', entries.length, 'move some to the functions');
  }
  for (const [name, value] of entries) {
    if (!/^[A-Za-z0-9_]{1,64}$/.test(name)) {
      refuse(where, 'not a name of a stage variable', name, 'use letters, digits and "_", at most 64');
    }
    if (!Token.isUnresolved(value) && !/^[A-Za-z0-9\-._~:/?#&=,]{1,512}$/.test(value)) {
      refuse(
        where,
        `stage variable ${name} has a value the service refuses`,
        value,
        'use letters, digits and -._~:/?#&=,',
      );
    }
  }
}

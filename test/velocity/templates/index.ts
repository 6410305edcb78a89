import { API_GATEWAY } from './api-gateway';
import { DIRECTIVES } from './directives';
import { ESCAPES } from './escapes';
import { EXPRESSIONS } from './expressions';
import { LISTS_AND_MAPS } from './lists-and-maps';
import { MISTAKES } from './mistakes';
import { NUMBERS } from './numbers';
import { REFERENCES } from './references';
import { TEXTS } from './texts';
import { WHITE_SPACE } from './white-space';

/** Written by hand, a few for each construct of the language and for each use of it that API Gateway makes. */
export const TEMPLATES: readonly string[] = [
  ...API_GATEWAY,
  ...DIRECTIVES,
  ...ESCAPES,
  ...EXPRESSIONS,
  ...LISTS_AND_MAPS,
  ...MISTAKES,
  ...NUMBERS,
  ...REFERENCES,
  ...TEXTS,
  ...WHITE_SPACE,
];

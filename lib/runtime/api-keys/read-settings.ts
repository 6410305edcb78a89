import { API_KEY_ISSUER_VARIABLE, type ApiKeyIssuerSettings } from '../contract/api-key-issuer-settings';
import { MissingSettingsError } from './errors';

/** Settings from the environment. Throws where they are missing or not what the contract says. */
export function readSettings(environment: Record<string, string | undefined>): ApiKeyIssuerSettings {
  const text = environment[API_KEY_ISSUER_VARIABLE];
  if (!text) {
    throw new MissingSettingsError(API_KEY_ISSUER_VARIABLE, 'is missing');
  }
  const settings = parse(text) as Partial<ApiKeyIssuerSettings> | undefined;
  const isWhole = settings?.apiId && settings.stage && Object.keys(settings.plans ?? {}).length > 0;
  if (!isWhole) {
    throw new MissingSettingsError(API_KEY_ISSUER_VARIABLE, 'is not {"apiId", "stage", "plans"} as JSON');
  }
  return settings as ApiKeyIssuerSettings;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { fingerprint } from '../../assembly/fingerprint';
import { ApiKeyModel } from '../model';
import { apiKeyProperties } from './property-tables';

/** Long enough for the service, and never one that opens anything elsewhere. */
const DEVELOPMENT_VALUE_LENGTH = 40;

/** AWS::ApiGateway::ApiKey. A value that only AWS knows or makes up gets a stand-in. */
export function readApiKey(resource: ResourceReader): ApiKeyModel | undefined {
  checkProperties(resource, apiKeyProperties);
  const base = {
    id: resource.ref ?? '',
    stack: resource.stack.id,
    logicalId: resource.logicalId,
    name: resource.string('Name') ?? resource.logicalId,
    enabled: resource.boolean('Enabled') ?? false,
  };
  if (!base.enabled) resource.note('the key is not enabled: a template has to say Enabled, as it is false otherwise');
  const isMadeUp = !resource.propertyNames.includes('Value') || resource.isDynamicReference('Value');
  if (isMadeUp) {
    const value = fingerprint(`API key ${base.stack}/${base.logicalId}`, DEVELOPMENT_VALUE_LENGTH);
    return { ...base, value, origin: 'development' };
  }
  const value = resource.string('Value');
  if (value === undefined) return undefined;
  if (value.length < 20 || value.length > 128) return resource.refuse('must have 20 to 128 characters', 'Value');
  return { ...base, value, origin: 'template' };
}

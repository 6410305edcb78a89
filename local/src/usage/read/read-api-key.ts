import { AssemblyView, ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { fingerprint } from '../../assembly/fingerprint';
import { readTags } from '../../assembly/read-tags';
import { ApiKeyModel, TemplateKey } from '../model';
import { apiKeyProperties } from './property-tables';

/** Long enough for the service, and never one that opens anything elsewhere. */
const DEVELOPMENT_VALUE_LENGTH = 40;

/** Every key of the assembly. Values are unique in a Region. */
export function readApiKeys(view: AssemblyView): ApiKeyModel[] {
  const taken = new Set<string>();
  return view.resources('AWS::ApiGateway::ApiKey').flatMap((resource) => {
    const key = readApiKey(resource);
    if (!key) return [];
    const value = `${key.region} ${key.value}`;
    if (taken.has(value)) resource.refuse('is that of another key, too: AWS refuses it', 'Value');
    taken.add(value);
    return [key];
  });
}

/** AWS::ApiGateway::ApiKey. A value that only AWS knows or makes up gets a stand-in. */
function readApiKey(resource: ResourceReader): ApiKeyModel | undefined {
  checkProperties(resource, apiKeyProperties);
  const { stack, logicalId } = resource;
  const enabled = resource.boolean('Enabled') ?? false;
  if (!enabled) resource.note('the key is not enabled: a template has to say Enabled, as it is false otherwise');
  const found = valueOf(resource);
  if (found.value === undefined) return undefined;
  if (found.value.length < 20 || found.value.length > 128) {
    return resource.refuse('must have 20 to 128 characters', 'Value');
  }
  return {
    id: resource.ref ?? '',
    name: resource.string('Name') ?? logicalId,
    value: found.value,
    enabled,
    region: stack.region,
    description: resource.knownText('Description'),
    customerId: resource.knownText('CustomerId'),
    tags: readTags(resource),
    template: { stack: stack.id, logicalId, origin: found.origin },
  };
}

function valueOf(resource: ResourceReader): { readonly value?: string; readonly origin: TemplateKey['origin'] } {
  const secret = resource.secretBehind('Value');
  if (secret) return { value: secret.text, origin: secret.isGenerated ? 'development' : 'template' };
  if (resource.propertyNames.includes('Value') && !resource.isDynamicReference('Value')) {
    return { value: resource.string('Value'), origin: 'template' };
  }
  const seed = `API key ${resource.stack.id}/${resource.logicalId}`;
  return { value: fingerprint(seed, DEVELOPMENT_VALUE_LENGTH), origin: 'development' };
}

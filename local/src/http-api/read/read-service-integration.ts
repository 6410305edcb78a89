import { ResourceReader } from '../../assembly';
import { SERVICE_ACTIONS, serviceActionOf } from '../aws/service-actions';
import { HttpIntegrationModel } from '../model';

type ServiceIntegration = Extract<HttpIntegrationModel, { kind: 'service' }>;

/** An integration with an IntegrationSubtype (H-79). */
export function readServiceIntegration(
  resource: ResourceReader,
  subtype: string,
  shared: Pick<ServiceIntegration, 'timeoutMs' | 'responseParameters'>,
): ServiceIntegration | undefined {
  const service = serviceActionOf(subtype);
  if (!service) {
    const served = Object.keys(SERVICE_ACTIONS).join(', ');
    return resource.refuse(`${subtype} is not emulated; served are ${served}`, 'IntegrationSubtype');
  }
  const version = resource.string('PayloadFormatVersion') ?? '1.0';
  if (version !== '1.0') return resource.refuse(`must be 1.0, got ${version}`, 'PayloadFormatVersion');
  const parameters = resource.stringMap('RequestParameters');
  const missing = service.required.filter((name) => !(name in parameters));
  const known = [...service.required, ...service.optional, 'Region'];
  const unknown = Object.keys(parameters).filter((name) => !known.includes(name));
  if (missing.length > 0) resource.refuse(`${subtype} needs ${missing.join(', ')}`, 'RequestParameters');
  for (const name of unknown) resource.refuse(`${subtype} has no such parameter`, `RequestParameters.${name}`);
  return { kind: 'service', service: service.service, action: service.action, parameters, ...shared };
}

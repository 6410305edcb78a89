import { AssemblyView } from '../../assembly';
import { PropertyTreatment, refused } from '../../assembly/property-table';
import { resourceTypes } from './resource-types';

const UNTRANSFORMED = refused('SAM templates are not transformed here; give the transformed template');
const UNKNOWN = refused('is not known to this version of the gateway');

/** What is not served, and what makes no difference on loopback but is worth a line. */
export function checkResourceTypes(view: AssemblyView): void {
  for (const type of view.types()) {
    const treatment = treatmentOf(type);
    if (treatment?.kind !== 'refused' && treatment?.kind !== 'noted') continue;
    for (const resource of view.resources(type)) {
      if (treatment.kind === 'refused') resource.refuse(treatment.reason);
      else resource.note(treatment.reason);
    }
  }
}

function treatmentOf(type: string): PropertyTreatment | undefined {
  if (type.startsWith('AWS::Serverless::')) return UNTRANSFORMED;
  const isOfGateway = /^AWS::ApiGateway(V2)?::/.test(type);
  return resourceTypes[type] ?? (isOfGateway ? UNKNOWN : undefined);
}

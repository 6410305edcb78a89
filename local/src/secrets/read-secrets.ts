import { AssemblyView, ResourceReader } from '../assembly';
import { checkProperties } from '../assembly/property-table';
import { readTags } from '../assembly/read-tags';
import { secretName } from '../assembly/secret-string';
import { SecretModel } from './secret-model';
import { secretProperties } from './secret-properties';

/** Every secret of the assembly. Of one whose value can't be known there is a note, and it is not there. */
export function readSecrets(view: AssemblyView, ignore: ReadonlySet<string>): SecretModel[] {
  const lenient = new AssemblyView(view.stacks, ignore);
  const secrets = lenient.resources('AWS::SecretsManager::Secret').flatMap((resource) => {
    const before = lenient.findings.unsupported.length;
    const secret = readSecret(resource);
    return lenient.findings.unsupported.length === before ? [secret] : [];
  });
  view.findings.noteAll(lenient.findings);
  return secrets;
}

function readSecret(resource: ResourceReader): SecretModel {
  checkProperties(resource, secretProperties);
  const arn = resource.ref ?? '';
  return {
    stack: resource.stack.id,
    logicalId: resource.logicalId,
    arn,
    name: secretName(arn),
    region: resource.stack.region,
    text: resource.secretString(),
    description: resource.knownText('Description'),
    kmsKeyId: resource.knownText('KmsKeyId'),
    tags: readTags(resource),
  };
}

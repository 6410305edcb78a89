import { harmless } from '../assembly/harmless';
import { members, PropertyTable, served } from '../assembly/property-table';

/** AWS::SecretsManager::Secret. */
export const secretProperties: PropertyTable = {
  Description: served,
  GenerateSecretString: members({
    ExcludeCharacters: served,
    ExcludeLowercase: served,
    ExcludeNumbers: served,
    ExcludePunctuation: served,
    ExcludeUppercase: served,
    GenerateStringKey: served,
    IncludeSpace: served,
    PasswordLength: served,
    RequireEachIncludedType: served,
    SecretStringTemplate: served,
  }),
  KmsKeyId: served,
  Name: served,
  ReplicaRegions: harmless.backups,
  SecretString: served,
  Tags: served,
  // of secrets that another party keeps and rotates
  Type: harmless.labels,
};

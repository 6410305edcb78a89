import { harmless } from './harmless';
import { members, noted, PropertyTable, refused, served } from './property-table';

const NO_IMAGES = 'container images are not run locally';

/** AWS::Lambda::Function. */
export const functionProperties: PropertyTable = {
  Architectures: harmless.capacity,
  CapacityProviderConfig: noted('a process has one event at a time here; managed instances have several at once'),
  Code: members({
    ImageUri: refused(NO_IMAGES),
    S3Bucket: harmless.deployment,
    S3Key: served,
    S3ObjectVersion: harmless.deployment,
    SourceKMSKeyArn: harmless.encryption,
    ZipFile: served,
  }),
  CodeSigningConfigArn: harmless.permissions,
  DeadLetterConfig: harmless.noDestinations,
  Description: harmless.description,
  DurableConfig: refused('durable functions are not run locally'),
  Environment: members({ Variables: served }),
  EphemeralStorage: harmless.storage,
  FileSystemConfigs: refused('file systems are not mounted locally'),
  FunctionName: served,
  FunctionScalingConfig: harmless.capacity,
  Handler: served,
  ImageConfig: refused(NO_IMAGES),
  KmsKeyArn: harmless.encryption,
  Layers: refused('layers are not mounted locally; bundle what the function needs into its code'),
  LoggingConfig: harmless.logs,
  MemorySize: served,
  PackageType: served,
  PublishToLatestPublished: harmless.deployment,
  RecursiveLoop: harmless.noDestinations,
  ReservedConcurrentExecutions: harmless.capacity,
  Role: harmless.permissions,
  Runtime: served,
  RuntimeManagementConfig: harmless.deployment,
  SnapStart: harmless.capacity,
  Tags: harmless.labels,
  TenancyConfig: refused('tenant isolation is not emulated'),
  Timeout: served,
  TracingConfig: harmless.logs,
  VpcConfig: harmless.network,
};

import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { ThrottleModel } from '../../core/throttle-model';
import { stageProperties } from './property-tables';

export interface StageModel {
  readonly name: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  /** By `/orders GET`, or by `* *` for all others. */
  readonly throttles: ReadonlyMap<string, ThrottleModel>;
}

const NOT_EMULATED: Readonly<Record<string, string>> = {
  CacheClusterEnabled: 'its cache is not emulated: every request reaches the integration',
  CanarySetting: 'its canary is not emulated: all requests are served alike',
  ClientCertificateId: 'its client certificate is not presented to backends',
};

/** AWS::ApiGateway::Stage. Whatever was deployed last, the template's methods are what is served. */
export function readStage(resource: ResourceReader): StageModel | undefined {
  checkProperties(resource, stageProperties);
  const name = resource.string('StageName');
  if (!name) return resource.refuse('has no name', 'StageName');
  for (const [property, text] of Object.entries(NOT_EMULATED)) {
    const value = resource.value(property);
    if (value !== undefined && value !== false && value !== 'false') resource.note(text);
  }
  return {
    name,
    deploymentId: resource.string('DeploymentId') ?? '',
    variables: resource.stringMap('Variables'),
    throttles: readThrottles(resource),
  };
}

interface MethodSetting {
  readonly HttpMethod?: unknown;
  readonly ResourcePath?: unknown;
  readonly ThrottlingRateLimit?: unknown;
  readonly ThrottlingBurstLimit?: unknown;
}

/** `~1` is a slash, -1 the account's limit. */
function readThrottles(resource: ResourceReader): Map<string, ThrottleModel> {
  const value = resource.value('MethodSettings');
  const settings = (Array.isArray(value) ? value : []) as MethodSetting[];
  return new Map(
    settings.map(({ HttpMethod, ResourcePath, ThrottlingRateLimit, ThrottlingBurstLimit }) => {
      const throttle = { rateLimit: limit(ThrottlingRateLimit), burstLimit: limit(ThrottlingBurstLimit) };
      return [`${settingPath(String(ResourcePath))} ${String(HttpMethod)}`, throttle];
    }),
  );
}

function settingPath(path: string): string {
  if (path === '/*') return '*';
  return path.replaceAll('~1', '/').replace(/^\/(?=\/)/, '');
}

function limit(value: unknown): number | undefined {
  return value === undefined || Number(value) < 0 ? undefined : Number(value);
}

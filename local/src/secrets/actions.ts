import { createHash } from 'node:crypto';
import { JsonActions, JsonInput } from '../aws-endpoint/json-protocol';
import { ServiceError } from '../aws-endpoint/service-error';
import { SecretModel } from './secret-model';

interface SecretsContext {
  /** Those of the Region. */
  readonly secrets: readonly SecretModel[];
  readonly createdAt: number;
}

/** The only stage that a secret of a template has. */
const STAGES = ['AWSCURRENT'];

export const actions: JsonActions<SecretsContext> = {
  GetSecretValue: (input, context) => secretValue(find(input.SecretId, context), input, context),
  DescribeSecret: (input, context) => describe(find(input.SecretId, context), context),
  ListSecrets: (input, context) => {
    refuseFilters(input);
    return { SecretList: context.secrets.map((secret) => listed(secret, context)) };
  },
  BatchGetSecretValue: (input, context) => {
    refuseFilters(input);
    const ids = Array.isArray(input.SecretIdList) ? (input.SecretIdList as unknown[]) : [];
    const answers = ids.map((id) => attempt(id, () => secretValue(find(id, context), {}, context)));
    return {
      SecretValues: answers.flatMap(({ value }) => value ?? []),
      Errors: answers.flatMap(({ error }) => error ?? []),
    };
  },
};

/** By name, ARN, or ARN without the characters that AWS appends. */
function find(id: unknown, { secrets }: SecretsContext): SecretModel {
  if (typeof id !== 'string' || id === '') throw invalidParameter('You must provide a SecretId, a text.');
  const found = secrets.find(({ arn, name }) => arn === id || name === id || arn.slice(0, -7) === id);
  if (!found) throw notFound("Secrets Manager can't find the specified secret.");
  return found;
}

function secretValue(secret: SecretModel, input: JsonInput, { createdAt }: SecretsContext): object {
  const { VersionId: versionId, VersionStage: stage = 'AWSCURRENT' } = input;
  const isThere = secret.text !== undefined && stage === 'AWSCURRENT';
  if (!isThere || (versionId !== undefined && versionId !== versionIdOf(secret))) {
    const asked = versionId === undefined ? `staging label: ${String(stage)}` : `VersionId: ${String(versionId)}`;
    throw notFound(`Secrets Manager can't find the specified secret value for ${asked}`);
  }
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: versionIdOf(secret),
    SecretString: secret.text,
    VersionStages: STAGES,
    CreatedDate: createdAt / 1_000,
  };
}

function describe(secret: SecretModel, context: SecretsContext): object {
  return {
    ...common(secret, context),
    ...(secret.text !== undefined && { VersionIdsToStages: { [versionIdOf(secret)]: STAGES } }),
  };
}

function listed(secret: SecretModel, context: SecretsContext): object {
  return {
    ...common(secret, context),
    ...(secret.text !== undefined && { SecretVersionsToStages: { [versionIdOf(secret)]: STAGES } }),
  };
}

function common({ arn, name, description, kmsKeyId, tags }: SecretModel, { createdAt }: SecretsContext): object {
  return {
    ARN: arn,
    Name: name,
    Description: description,
    KmsKeyId: kmsKeyId,
    CreatedDate: createdAt / 1_000,
    LastChangedDate: createdAt / 1_000,
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** A UUID that is the same as long as the value is. */
function versionIdOf({ arn, text = '' }: SecretModel): string {
  const hex = createHash('sha256').update(`${arn} ${text}`).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function attempt(id: unknown, get: () => object): { readonly value?: object; readonly error?: object } {
  try {
    return { value: get() };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { error: { SecretId: id, ErrorCode: error.type, Message: error.message } };
  }
}

function refuseFilters({ Filters }: JsonInput): void {
  if (Array.isArray(Filters) && Filters.length > 0)
    throw invalidParameter('Filters are not served by the local gateway');
}

const notFound = (message: string): ServiceError => new ServiceError('ResourceNotFoundException', 400, message);
const invalidParameter = (message: string): ServiceError => new ServiceError('InvalidParameterException', 400, message);

import { devNull } from 'node:os';

import { DevelopmentCredentials } from '../core/development-credentials';
import { regionOf } from './function-arn';
import { FunctionModel } from './function-model';

/** What a process needs of the machine it runs on; the rest of the developer's environment stays out. */
const FROM_THE_MACHINE = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'];

export interface FunctionEnvironmentInput {
  readonly model: FunctionModel;
  readonly taskRoot: string;
  readonly credentials: DevelopmentCredentials;
  /** Of the gateway, such as `AWS_ENDPOINT_URL_DYNAMODB`. */
  readonly gateway: Readonly<Record<string, string>>;
  readonly machine: Readonly<Record<string, string | undefined>>;
}

/**
 * The environment of a function: the template's variables, then the gateway's, then Lambda's reserved ones, which win. Only
 * where AWS in general is, the template says first: endpoints of single services go before that one in any case.
 */
export function functionEnvironment(input: FunctionEnvironmentInput): Record<string, string> {
  const { model, taskRoot, credentials, machine } = input;
  const { AWS_ENDPOINT_URL: endpoint, ...gateway } = input.gateway;
  const region = regionOf(model.arn);
  return {
    ...pick(machine, FROM_THE_MACHINE),
    ...(endpoint && { AWS_ENDPOINT_URL: endpoint }),
    ...model.environment,
    ...gateway,
    _HANDLER: model.handler,
    LAMBDA_TASK_ROOT: taskRoot,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${model.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: model.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${model.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    // a developer's real profiles are out of reach even for code that asks for them
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    // the Node.js here is the developer's, not the one that the function will run on
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
  };
}

function pick(from: Readonly<Record<string, string | undefined>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = from[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

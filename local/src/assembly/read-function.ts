import { FunctionModel } from '../functions/function-model';
import { InlineCodeFolder } from './function-code';
import { functionProperties } from './function-properties';
import { checkProperties } from './property-table';
import { ResourceReader } from './resource-reader';

export interface ReadFunctionOptions {
  readonly inlineCode: InlineCodeFolder;
  readonly runtimes: RuntimeCheck;
}

export interface RuntimeCheck {
  /** What is wrong with a runtime, undefined when functions of it can be run. */
  problemOf(runtime: string): string | undefined;
}

/** Reads an AWS::Lambda::Function. What can't be run is a finding, and the result undefined. */
export function readFunction(resource: ResourceReader, options: ReadFunctionOptions): FunctionModel | undefined {
  if (resource.string('PackageType') === 'Image') {
    return resource.refuse('container images are not run locally', 'PackageType');
  }
  checkProperties(resource, functionProperties);
  const runtime = resource.string('Runtime');
  const handler = resource.string('Handler');
  if (!runtime || !handler) return resource.refuse('has no runtime or no handler', runtime ? 'Handler' : 'Runtime');
  const runtimeProblem = options.runtimes.problemOf(runtime);
  if (runtimeProblem) return resource.refuse(runtimeProblem, 'Runtime');

  const { ref: name } = resource;
  const arn = resource.attribute('Arn');
  if (!name || !arn) return resource.refuse('the name is only known after a deployment', 'FunctionName');
  const codeDirectory = readCode(resource, arn, runtime, options.inlineCode);
  if (!codeDirectory) return undefined;
  return {
    stack: resource.stack.id,
    logicalId: resource.logicalId,
    name,
    arn,
    runtime,
    handler,
    codeDirectory,
    timeoutSeconds: resource.number('Timeout') ?? 3,
    memoryMb: resource.number('MemorySize') ?? 128,
    environment: resource.stringMap('Environment.Variables'),
  };
}

function readCode(
  resource: ResourceReader,
  arn: string,
  runtime: string,
  inlineCode: InlineCodeFolder,
): string | undefined {
  const inline = resource.string('Code.ZipFile');
  if (inline !== undefined) return inlineCode.write(arn, runtime, inline);
  const key = resource.string('Code.S3Key');
  const asset = key === undefined ? undefined : resource.stack.assets.get(key);
  if (!asset) return resource.refuse(`the code is not an asset of this assembly, got ${JSON.stringify(key)}`, 'Code');
  if (asset.packaging === 'file') {
    return resource.refuse(`${asset.path} is an archive; give the unpacked folder to Code.fromAsset`, 'Code');
  }
  return asset.path;
}

import { FileAsset } from './asset-manifest';
import { Template } from './template';

/** A stack of the assembly: its template and where it would be deployed. Nested stacks are stacks with a parent. */
export interface Stack {
  /** Artifact id; for a nested stack the parent's id and the logical id in it. */
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly template: Template;
  /** By object key in the asset bucket. */
  readonly assets: ReadonlyMap<string, FileAsset>;
  /** Construct path of each logical id, such as `Shop/Api/Resource`, where the assembly tells. */
  readonly constructPaths: ReadonlyMap<string, string>;
  readonly parent?: { readonly stack: Stack; readonly logicalId: string };
}

export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

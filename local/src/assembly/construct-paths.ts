import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Metadata = Record<string, readonly { readonly type: string; readonly data?: unknown }[]>;

/** Which construct made which logical id. Older assemblies have it in the manifest, newer ones in a file beside it. */
export function readConstructPaths(
  directory: string,
  artifact: { readonly metadata?: unknown; readonly additionalMetadataFile?: string },
): Map<string, string> {
  const paths = new Map<string, string>();
  const file = artifact.additionalMetadataFile && join(directory, artifact.additionalMetadataFile);
  const metadata: Metadata = {
    ...(artifact.metadata as Metadata | undefined),
    ...(file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Metadata) : {}),
  };
  for (const [path, entries] of Object.entries(metadata)) {
    for (const entry of entries) {
      if (entry.type === 'aws:cdk:logicalId') paths.set(String(entry.data), path.replace(/^\//, ''));
    }
  }
  return paths;
}

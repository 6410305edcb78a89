import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../core/is-object';
import { readJsonObject } from './read-json';

/** Which construct made which logical id. Older assemblies have it in the manifest, newer ones in a file beside it. */
export function readConstructPaths(
  directory: string,
  { metadata, additionalMetadataFile }: Readonly<Record<string, unknown>>,
): Map<string, string> {
  const paths = new Map<string, string>();
  const file = typeof additionalMetadataFile === 'string' ? join(directory, additionalMetadataFile) : undefined;
  const entriesByPath = {
    ...(isObject(metadata) && metadata),
    ...(file && existsSync(file) && readJsonObject(file)),
  };
  for (const [path, entries] of Object.entries(entriesByPath)) {
    for (const entry of Array.isArray(entries) ? (entries as unknown[]) : []) {
      if (!isObject(entry) || entry.type !== 'aws:cdk:logicalId') continue;
      paths.set(String(entry.data), path.replace(/^\//, ''));
    }
  }
  return paths;
}

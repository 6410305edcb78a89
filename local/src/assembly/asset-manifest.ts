import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isObject } from '../core/is-object';
import { objectsIn, readJsonObject } from './read-json';

/** A file or folder that the CDK would upload before it deploys. */
export interface FileAsset {
  readonly path: string;
  /** `zip`: a folder that is zipped for the upload. `file`: uploaded as it is. */
  readonly packaging: 'zip' | 'file';
}

/** Reads a `*.assets.json` file: assets by the object key that templates refer to. */
export function readAssetManifest(directory: string, file: string): Map<string, FileAsset> {
  const assets = new Map<string, FileAsset>();
  const manifestPath = join(directory, file);
  if (!existsSync(manifestPath)) return assets;
  for (const [, { source, destinations }] of objectsIn(readJsonObject(manifestPath).files)) {
    if (!isObject(source) || typeof source.path !== 'string' || source.path === '') continue;
    const asset: FileAsset = {
      path: resolve(directory, source.path),
      packaging: source.packaging === 'zip' ? 'zip' : 'file',
    };
    for (const [, { objectKey }] of objectsIn(destinations)) assets.set(String(objectKey), asset);
  }
  return assets;
}

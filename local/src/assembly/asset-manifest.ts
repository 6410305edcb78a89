import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A file or folder that the CDK would upload before it deploys. */
export interface FileAsset {
  readonly path: string;
  /** `zip`: a folder that is zipped for the upload. `file`: uploaded as it is. */
  readonly packaging: 'zip' | 'file';
}

interface AssetManifest {
  readonly files?: Record<
    string,
    {
      readonly source: { readonly path?: string; readonly packaging?: string };
      readonly destinations: Record<string, { readonly objectKey: string }>;
    }
  >;
}

/** Reads a `*.assets.json` file: assets by the object key that templates refer to. */
export function readAssetManifest(directory: string, file: string): Map<string, FileAsset> {
  const assets = new Map<string, FileAsset>();
  const manifestPath = join(directory, file);
  if (!existsSync(manifestPath)) return assets;
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as AssetManifest;
  for (const { source, destinations } of Object.values(manifest.files ?? {})) {
    if (!source.path) continue;
    const asset: FileAsset = {
      path: resolve(directory, source.path),
      packaging: source.packaging === 'zip' ? 'zip' : 'file',
    };
    for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, asset);
  }
  return assets;
}

/** A request path taken apart: `/v1/orders` is stage `v1` and path `/orders`. */
export interface StagePath {
  readonly stageName: string;
  readonly path: string;
}

/** several slashes before the stage or the first segment collapse. */
export function splitStagePath(rawPath: string): StagePath {
  const [, stageName = '', rest = ''] = /^\/*([^/]*)(.*)$/s.exec(rawPath) ?? [];
  return { stageName, path: rest.replace(/^\/*/, '/') };
}

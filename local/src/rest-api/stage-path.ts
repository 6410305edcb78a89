/** A request path taken apart: `/v1/orders` is stage `v1` and path `/orders`. */
export interface StagePath {
  readonly stageName: string;
  readonly path: string;
  /** The path with every slash that was sent: what `$context.path` has. */
  readonly sentPath: string;
}

/** several slashes before the stage or the first segment collapse. */
export function splitStagePath(rawPath: string): StagePath {
  const [, stageName = '', sentPath = ''] = /^\/*([^/]*)(.*)$/s.exec(rawPath) ?? [];
  return { stageName, path: sentPath.replace(/^\/*/, '/'), sentPath: sentPath || '/' };
}

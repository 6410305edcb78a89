import { PropertyNode } from '../property-node';

/** What becomes of the path of a document's server (C-36). */
export const BASE_PATH_MODES = ['ignore', 'prepend', 'split'] as const;
export type BasePathMode = (typeof BASE_PATH_MODES)[number];

/** What stands before each path: nothing, the server's path, or that without its first segment. */
export function basePathOf(body: PropertyNode, mode: BasePathMode): string {
  if (mode === 'ignore') return '';
  const [[, server] = []] = body.get('servers').entries();
  const segments = server ? pathOf(server).split('/').filter(Boolean) : [];
  return segments
    .slice(mode === 'split' ? 1 : 0)
    .map((segment) => `/${segment}`)
    .join('');
}

/** A path of the document behind it. */
export function underBasePath(basePath: string, path: string): string {
  return path === '/' && basePath !== '' ? basePath : basePath + path;
}

/** The variable `basePath` is meant even where the URL does not name it. */
function pathOf(server: PropertyNode): string {
  const variables = server.get('variables');
  const url = (server.get('url').text() ?? '').replace(/\{(\w+)\}/g, (_, name: string) => {
    return variables.get(name).get('default').text() ?? '';
  });
  return variables.get('basePath').get('default').text() ?? url.replace(/^\w+:\/\/[^/]*/, '');
}

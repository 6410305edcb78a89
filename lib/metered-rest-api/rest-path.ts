import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { RouteKey } from '../core/route-key';

/** A route key with a path: `$default` is no route of a REST API. */
export interface RestRouteKey extends RouteKey {
  readonly path: string;
}

/** Refuses what an HTTP API takes and a REST API does not (rules C-28, R-7). */
export function restRouteKey(where: IConstruct, key: RouteKey): RestRouteKey {
  const { path } = key;
  if (path === undefined) {
    return refuse(where, 'a REST API has no such route', key.text, 'add "ANY /" and "ANY /{proxy+}"');
  }
  if (path !== '/' && path.endsWith('/')) {
    const remedy = `write "${key.method} ${path.slice(0, -1)}", which takes the slash too`;
    refuse(where, 'a REST API does not tell a slash at the end of a path', key.text, remedy);
  }
  if (!/^[A-Za-z0-9_\-.,:{}/]+$/.test(path.replace('+}', '}'))) {
    refuse(where, 'a REST API does not take this path', key.text, 'use letters, digits and _-.,: in it');
  }
  return { ...key, path };
}

/** The tree of paths: at each place one variable at most, and nothing under a greedy one (rule R-4). */
export class RestPaths {
  private readonly variables = new Map<string, string>();

  public constructor(private readonly where: IConstruct) {}

  /** Paths whose first segment is a variable. */
  public get hasVariableAtRoot(): boolean {
    return this.variables.has('');
  }

  public claim({ path, text }: RestRouteKey): void {
    let place = '';
    for (const segment of path.split('/').filter((part) => part !== '')) {
      if (segment.startsWith('{')) {
        const present = this.variables.get(place);
        if (present !== undefined && present !== segment) {
          const remedy = `at "${place || '/'}" the API has ${present} already, and a REST API takes one: use the same`;
          refuse(this.where, `the path has another variable, ${segment}`, text, remedy);
        }
        this.variables.set(place, segment);
      }
      place = `${place}/${segment}`;
    }
  }
}

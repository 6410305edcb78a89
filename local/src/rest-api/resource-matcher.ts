import { decodePercent } from '../core/percent-decoding';
import { compareSegments, Segment } from '../core/path-segment';
import { parseResourcePath, splitPath } from './resource-path';

export interface MatchableMethod {
  readonly resourcePath: string;
  readonly httpMethod: string;
}

export interface MethodMatch<M> {
  readonly method: M;
  /** Still percent-encoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

export interface ResourceMatcher<M> {
  /** `path` is without the stage and still percent-encoded. */
  match(httpMethod: string, path: string): MethodMatch<M> | undefined;
}

/** Orders the resources once, best first: level by level static, `{param}`, `{proxy+}`. */
export function createResourceMatcher<M extends MatchableMethod>(methods: readonly M[]): ResourceMatcher<M> {
  const paths = [...new Set(methods.map(({ resourcePath }) => resourcePath))];
  const resources = paths
    .map((path) => new Resource(path, methods))
    .sort((a, b) => compareSegments(a.segments, b.segments));

  return {
    match(httpMethod, path) {
      const sent = splitPath(path);
      const fitting = resources.flatMap((resource) => {
        const pathParameters = matchSegments(resource.segments, sent);
        return pathParameters ? [{ resource, pathParameters }] : [];
      });
      // where the best one lacks the method, the next one that has it takes over
      for (const { resource, pathParameters } of fitting) {
        const method = resource.methodFor(httpMethod);
        if (method) return { method, pathParameters };
      }
      return undefined;
    },
  };
}

/** What `ANY` stands for. */
export const ANY_METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

class Resource<M extends MatchableMethod> {
  public readonly segments: readonly Segment[];
  private readonly methods: ReadonlyMap<string, M>;

  public constructor(path: string, methods: readonly M[]) {
    const segments = parseResourcePath(path);
    this.segments = 'problem' in segments ? [] : segments;
    const own = methods.filter(({ resourcePath }) => resourcePath === path);
    this.methods = new Map(own.map((method) => [method.httpMethod, method]));
  }

  /** The specific method before `ANY`. */
  public methodFor(httpMethod: string): M | undefined {
    return this.methods.get(httpMethod) ?? (ANY_METHODS.includes(httpMethod) ? this.methods.get('ANY') : undefined);
  }
}

/** Variables by name when the path fits, undefined when it does not. */
function matchSegments(pattern: readonly Segment[], sent: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const text = sent[index];
    if (text === undefined) return undefined;
    if (segment.kind === 'greedy') return { ...parameters, [segment.name]: sent.slice(index).join('/') };
    if (segment.kind === 'static' && decodePercent(text) !== segment.text) return undefined;
    if (segment.kind === 'parameter') {
      if (text === '') return undefined;
      parameters[segment.name] = text;
    }
  }
  return sent.length === pattern.length ? parameters : undefined;
}

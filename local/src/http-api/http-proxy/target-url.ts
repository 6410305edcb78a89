import { Exchange } from '../exchange';

/** The backend's URL: variables of the route filled in, the query string added, the path replaced if so mapped. */
export function targetUrl(template: string, exchange: Exchange, overwrittenPath: string | undefined): URL {
  const { request, pathParameters } = exchange;
  const filled = template.replace(/\{([^}+]+)\+?\}/g, (placeholder, name: string) => {
    const value = pathParameters[name];
    if (value === undefined) return placeholder;
    // only a greedy variable stands for several segments: elsewhere a slash is data
    const isGreedy = exchange.route.routeKey.endsWith(`{${name}+}`);
    const segments = isGreedy ? value.split('/') : [value];
    // a URL would take them for a way out of the template's path
    if (segments.some((segment) => segment === '.' || segment === '..')) {
      throw new Error(`{${name}} holds a dot segment, which would leave the integration's path`);
    }
    return segments.map(encodeURIComponent).join('/');
  });
  const url = new URL(filled);
  if (overwrittenPath !== undefined) url.pathname = overwrittenPath;
  if (request.rawQueryString) {
    url.search = url.search ? `${url.search}&${request.rawQueryString}` : request.rawQueryString;
  }
  return url;
}

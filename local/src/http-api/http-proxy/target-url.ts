import { Exchange } from '../exchange';

/** The backend's URL: variables of the route filled in, the query string added, the path replaced if so mapped. */
export function targetUrl(template: string, exchange: Exchange, overwrittenPath: string | undefined): URL {
  const { request, pathParameters } = exchange;
  const filled = template.replace(/\{([^}+]+)\+?\}/g, (placeholder, name: string) => {
    const value = pathParameters[name];
    if (value === undefined) return placeholder;
    // only a greedy variable stands for several segments: elsewhere a slash is data
    const isGreedy = exchange.route.routeKey.endsWith(`{${name}+}`);
    return isGreedy ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
  });
  const url = new URL(filled);
  if (overwrittenPath !== undefined) url.pathname = overwrittenPath;
  if (request.rawQueryString) {
    url.search = url.search ? `${url.search}&${request.rawQueryString}` : request.rawQueryString;
  }
  return url;
}

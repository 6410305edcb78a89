import { Exchange } from '../exchange';

/** The backend's URL: variables of the route filled in, the query string added, the path replaced if so mapped. */
export function targetUrl(template: string, exchange: Exchange, overwrittenPath: string | undefined): URL {
  const { request, pathParameters } = exchange;
  const filled = template.replace(/\{([^}]+)\}/g, (placeholder, name: string) => {
    const value = pathParameters[name.replace(/\+$/, '')];
    return value === undefined ? placeholder : value.split('/').map(encodeURIComponent).join('/');
  });
  const url = new URL(filled);
  if (overwrittenPath !== undefined) url.pathname = overwrittenPath;
  if (request.rawQueryString) {
    url.search = url.search ? `${url.search}&${request.rawQueryString}` : request.rawQueryString;
  }
  return url;
}

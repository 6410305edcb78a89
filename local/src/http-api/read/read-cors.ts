import { ResourceReader } from '../../assembly';
import { HttpCorsModel } from '../model';

/** H-48 */
const LONGEST_MAX_AGE = 86_400;

export function readCors(api: ResourceReader): HttpCorsModel | undefined {
  if (!api.object('CorsConfiguration')) return undefined;
  const list = (name: string): string[] => api.strings(`CorsConfiguration.${name}`) ?? [];
  const cors: HttpCorsModel = {
    allowOrigins: list('AllowOrigins'),
    allowMethods: list('AllowMethods'),
    allowHeaders: list('AllowHeaders'),
    exposeHeaders: list('ExposeHeaders'),
    maxAgeSeconds: api.number('CorsConfiguration.MaxAge'),
    allowCredentials: api.boolean('CorsConfiguration.AllowCredentials') ?? false,
  };
  const { maxAgeSeconds = 0 } = cors;
  if (maxAgeSeconds < -1 || maxAgeSeconds > LONGEST_MAX_AGE) {
    return api.refuse(`must be -1 to ${LONGEST_MAX_AGE}, got ${maxAgeSeconds}`, 'CorsConfiguration.MaxAge');
  }
  // H-48: the service refuses this too, so it would only be found at the deployment
  if (cors.allowCredentials && cors.allowOrigins.includes('*')) {
    return api.refuse('does not go with origin *: AWS refuses to deploy it', 'CorsConfiguration.AllowCredentials');
  }
  return cors;
}

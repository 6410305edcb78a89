import { ResourceReader } from '../../assembly';
import { HttpCorsModel } from '../model';

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
  // H-48: the service refuses this too, so it would only be found at the deployment
  if (cors.allowCredentials && cors.allowOrigins.includes('*')) {
    return api.refuse('does not go with origin *: AWS refuses to deploy it', 'CorsConfiguration.AllowCredentials');
  }
  return cors;
}

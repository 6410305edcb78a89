import { mediaType } from '../../core/media-type';

/** the template of the first type that the caller accepts, otherwise that of JSON, otherwise the first one. */
export function templateFor(
  templates: Readonly<Record<string, string>>,
  accept = '',
): readonly [contentType: string, template: string] {
  const wanted = [...accept.split(',').map(mediaType), 'application/json'];
  const found = wanted.find((type) => Object.hasOwn(templates, type)) ?? Object.keys(templates)[0] ?? '';
  return [found, templates[found] ?? ''];
}

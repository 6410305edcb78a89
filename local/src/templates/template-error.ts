/** Why a template can't be rendered: for the developer's log, while the caller gets a 500. */
export class TemplateError extends Error {
  public readonly name = 'TemplateError';
}

import { ContextMap, TemplateObject, toJava } from './java/values';
import { TemplateError } from './template-error';
import { TemplateUtil } from './template-util';
import { parseTemplate } from './velocity/parse-template';
import { Renderer } from './velocity/renderer';
import { Block } from './velocity/syntax';

/** What a mapping template can name. */
export interface TemplateVariables {
  readonly context: Readonly<Record<string, unknown>>;
  readonly input: TemplateObject;
  readonly stageVariables: Readonly<Record<string, string>>;
}

const parsed = new Map<string, Block>();

/** Renders a mapping template; throws TemplateError. */
export function renderVelocity(template: string, { context, input, stageVariables }: TemplateVariables): string {
  try {
    const variables = {
      context: contextOf(context),
      input,
      stageVariables: toJava(stageVariables),
      util: new TemplateUtil(),
    };
    return new Renderer(variables).render(parseOnce(template));
  } catch (error) {
    throw error instanceof TemplateError ? error : new TemplateError(`template: ${(error as Error).message}`);
  }
}

/** `$context`, and the objects in it, print nothing. */
function contextOf(value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);
  if (!isObject) return toJava(value);
  const members = Object.entries(value as object).map(([name, member]) => [name, contextOf(member)] as const);
  return new ContextMap(members);
}

/** Rendering leaves the tree of a template as it is. */
function parseOnce(template: string): Block {
  const block = parsed.get(template) ?? parseTemplate(template);
  parsed.set(template, block);
  return block;
}

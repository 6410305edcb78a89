import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Resources, TemplateUpdate, updateOf } from './template-update';

/** Fills a stack, and says where clients find the API. */
export type Build = (stack: Stack) => { readonly url: string };

/** One row: what a user changes in a deployed app, and what comes of it. */
export interface UserChange {
  readonly change: string;
  readonly before: Build;
  readonly after: Build;
  readonly changes?: string[];
  /** With the reason why it is so, and what a user does about it. */
  readonly clashes?: { readonly of: string[]; readonly because: string };
  /** Clients have to be told. */
  readonly movesUrl?: boolean;
}

interface Synthesized {
  readonly resources: Resources;
  readonly url: string;
}

export function verdictOf({ before, after }: UserChange): TemplateUpdate & { movesUrl: boolean } {
  const [old, young] = [synthesized(before), synthesized(after)];
  return { ...updateOf(old.resources, young.resources), movesUrl: old.url !== young.url };
}

export function synthesized(build: Build): Synthesized {
  // no asset is looked at, so that none need be copied
  const stack = new Stack(new App({ context: { 'aws:cdk:disable-asset-staging': true } }), 'Stack');
  const { url } = build(stack);
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Resources };
  return { resources: Resources, url: JSON.stringify(stack.resolve(url)) };
}

import { Compile, parse } from 'velocityjs';

/** A node of velocityjs's syntax tree, or plain text. */
export type Ast = string | AstNode | readonly Ast[];

export interface AstNode {
  readonly type: string;
  readonly id?: string;
  readonly value?: unknown;
  readonly operator?: string;
  readonly expression?: readonly AstNode[];
  readonly condition?: AstNode;
  readonly equal?: readonly AstNode[];
  readonly from?: AstNode;
  readonly to?: string;
  readonly path?: readonly PathPart[];
  readonly args?: readonly AstNode[] | false;
}

export interface PathPart {
  readonly type: 'method' | 'property' | 'index';
  readonly id: string | AstNode;
  readonly args?: readonly AstNode[] | false;
}

/** The members of velocityjs's interpreter that the adapter stands on; its own types hide most of them. */
export interface Interpreter {
  readonly contextId: string;
  render(context: object): string;
  renderAstList(asts: readonly Ast[], contextId?: string): string;
  getLiteral(ast: AstNode): unknown;
  getReferences(ast: AstNode, isPrinted?: boolean): unknown;
  getBlockEach(block: readonly Ast[]): string;
}

export const Interpreter = Compile as unknown as new (asts: readonly Ast[]) => Interpreter;

const parsed = new Map<string, readonly Ast[]>();

/** Each template is parsed once: rendering leaves its tree as it is. */
export function parseVelocity(template: string): readonly Ast[] {
  const tree = parsed.get(template) ?? (parse(template) as unknown as readonly Ast[]);
  parsed.set(template, tree);
  return tree;
}

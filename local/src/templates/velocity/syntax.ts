/** A mapping template as parsed: what is rendered one after the other. */
export type Block = readonly Statement[];

export type Statement =
  | { readonly kind: 'text'; readonly text: string }
  | PrintedReference
  | { readonly kind: 'set'; readonly target: Reference; readonly value: Expression }
  | { readonly kind: 'if'; readonly branches: readonly Branch[] }
  | ForeachStatement
  | { readonly kind: 'define'; readonly name: string; readonly body: Block }
  | { readonly kind: 'break'; readonly scope?: Expression }
  | { readonly kind: 'stop' };

export interface PrintedReference {
  readonly kind: 'print';
  readonly reference: Reference;
  /** Backslashes before it. */
  readonly backslashes: number;
}

/** Without a condition it is `#else`. */
export interface Branch {
  readonly condition?: Expression;
  readonly body: Block;
}

export interface ForeachStatement {
  readonly kind: 'foreach';
  readonly variable: string;
  readonly items: Expression;
  readonly body: Block;
}

/** Such as `$!{input.params('id')}`. */
export interface Reference {
  /** As it is written, which is what an escaped one prints. */
  readonly source: string;
  readonly root: string;
  readonly path: readonly PathPart[];
}

export type PathPart =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'method'; readonly name: string; readonly parameters: readonly Expression[] }
  | { readonly kind: 'index'; readonly index: Expression };

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | bigint | number | boolean }
  | { readonly kind: 'interpolated'; readonly body: Block; readonly isPadded: boolean }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [key: Expression, value: Expression])[] }
  | { readonly kind: 'range'; readonly from: Expression; readonly to: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | Operation;

export interface Operation {
  readonly kind: 'operation';
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

export type Operator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

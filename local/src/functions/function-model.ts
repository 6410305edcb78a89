/** A Lambda function of the template, with every intrinsic resolved. */
export interface FunctionModel {
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  /** Unqualified: versions and aliases run the same code here. */
  readonly arn: string;
  /** `nodejs22.x` */
  readonly runtime: string;
  /** `index.handler` */
  readonly handler: string;
  /** Folder with the function's code; inline code is written to one first. */
  readonly codeDirectory: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

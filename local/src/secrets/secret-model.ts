/** A secret of the template. */
export interface SecretModel {
  readonly stack: string;
  readonly logicalId: string;
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  /** Absent of a secret that the template gives no value. */
  readonly text?: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
}

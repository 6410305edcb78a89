/** What stands for AWS credentials on this machine. Functions get them, and IAM routes accept requests signed with them. */
export interface DevelopmentCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Published on purpose: they open nothing but a gateway on the developer's own machine. */
export const defaultCredentials: DevelopmentCredentials = {
  accessKeyId: 'AKIDLOCALDEVELOPMENT',
  secretAccessKey: 'local-development-only-not-a-real-secret',
};

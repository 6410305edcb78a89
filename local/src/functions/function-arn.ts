const ARN_PARTS = 7;

/** Drops the version or alias: they run the same code here. */
export function unqualifiedArn(functionArn: string): string {
  return functionArn.split(':').slice(0, ARN_PARTS).join(':');
}

/** `name` of `arn:aws:lambda:us-east-1:123456789012:function:name:alias`. */
export function functionNameIn(functionArn: string): string {
  return functionArn.split(':')[6] ?? functionArn;
}

/** `us-east-1` of `arn:aws:lambda:us-east-1:123456789012:function:name`. */
export function regionOf(functionArn: string): string {
  return functionArn.split(':')[3] ?? '';
}

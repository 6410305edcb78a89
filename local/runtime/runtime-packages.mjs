/** Lambda's Node.js runtimes bring the AWS SDK along; everything else a function must bundle. */
export function isRuntimePackage(specifier) {
  return specifier.startsWith('@aws-sdk/') || specifier.startsWith('@smithy/');
}

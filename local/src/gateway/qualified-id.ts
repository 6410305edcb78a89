interface Resource {
  readonly stack: string;
  readonly logicalId: string;
}

/** Names a resource across the assembly: `Stack/LogicalId`. */
export function qualifiedIdOf({ stack, logicalId }: Resource): string {
  return `${stack}/${logicalId}`;
}

export function logicalIdIn(qualifiedId: string): string {
  return qualifiedId.split('/').at(-1)!;
}

/** What the root of the body says of the way in. */
export interface AccessProps {
  readonly disableExecuteApiEndpoint: boolean;
}

/**
 * Members of the body's root that say how the API is reached. They stand here and not on the resource, for an import
 * that overwrites takes away what its file does not say (rules C-18, C-31).
 */
export function access({ disableExecuteApiEndpoint }: AccessProps): Record<string, unknown> {
  const endpoint = { ...(disableExecuteApiEndpoint ? { disableExecuteApiEndpoint } : {}) };
  return {
    ...(Object.keys(endpoint).length > 0
      ? // a server must have a URL; its path is ignored (C-36)
        { servers: [{ url: '/', 'x-amazon-apigateway-endpoint-configuration': endpoint }] }
      : {}),
  };
}

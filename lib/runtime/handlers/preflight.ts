/** Answers an OPTIONS request that is no preflight. CORS headers are the gateway's to add. */
export const handler = async (): Promise<{ statusCode: number; headers: Record<string, string> }> => ({
  statusCode: 204,
  headers: { allow: 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT' },
});

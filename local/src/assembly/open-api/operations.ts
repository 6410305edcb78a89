/** The method of each operation that a path may have. */
export const METHODS: Readonly<Record<string, string>> = {
  delete: 'DELETE',
  get: 'GET',
  head: 'HEAD',
  options: 'OPTIONS',
  patch: 'PATCH',
  post: 'POST',
  put: 'PUT',
  'x-amazon-apigateway-any-method': 'ANY',
};

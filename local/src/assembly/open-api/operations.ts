const ANY = 'x-amazon-apigateway-any-method';

/** The method of each operation that a path may have. */
export const METHODS: Readonly<Record<string, string>> = {
  delete: 'DELETE',
  get: 'GET',
  head: 'HEAD',
  options: 'OPTIONS',
  patch: 'PATCH',
  post: 'POST',
  put: 'PUT',
  [ANY]: 'ANY',
};

export const PATH_EXTENSIONS = [ANY];

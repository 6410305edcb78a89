import { IdentitySource } from '../shared/identity-source';

/** Where tokens are unless an authorization says otherwise. */
export const TOKEN_HEADER = IdentitySource.header('Authorization');

import { Keep } from '../../src/core/keepsakes';

/** For what lives once. */
export const keepNothing: Keep = (_name, _basis, make) => make();

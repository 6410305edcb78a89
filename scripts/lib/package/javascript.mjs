import { pacmak } from './pacmak.mjs';

/** The tarball for npm, which every other package has inside. */
export const javascript = {
  programs: ['npm'],
  outputs: ['dist/js'],
  make: () => pacmak('js', 'dist'),
};

import { pacmakWithReadme } from './pacmak.mjs';

/** The Go module, as sources: that is what is published of one. `npm run check:languages` compiles them. */
export const go = {
  programs: [],
  outputs: ['dist/go'],
  make: () => pacmakWithReadme('go', 'dist', '--code-only'),
};

import { pacmakWithReadme } from './pacmak.mjs';

/** The wheel and the source distribution, built in a virtual environment that jsii-pacmak makes and removes. */
export const python = {
  programs: ['python3'],
  outputs: ['dist/python'],
  make: () => pacmakWithReadme('python', 'dist'),
};

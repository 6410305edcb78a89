import { unlessUnchanged } from '../unless-unchanged.mjs';
import { installLibrary, virtualEnvironment } from '../virtual-environment.mjs';

const VENV = 'languages/python';
const REQUIREMENTS = 'scripts/python/languages.txt';

/** A virtual environment that has the wheel. */
export const python = {
  programs: ['python3'],
  package: 'python',
  prepare: async (packaged) => {
    const interpreter = await virtualEnvironment(VENV, REQUIREMENTS);
    await packaged;
    const inputs = ['dist/python', `.cache/${VENV}-installed`];
    await unlessUnchanged({ stamp: `.cache/${VENV}-wheel-installed`, inputs, outputs: [] }, () =>
      installLibrary(interpreter),
    );
  },
};

import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../run.mjs';
import { pacmak } from './pacmak.mjs';
import { describeFor } from './readme.mjs';

const FOLDER = path.join(ROOT, '.cache', 'package', 'python');

/** The wheel and the source distribution, built in a virtual environment that jsii-pacmak makes and removes. */
export const python = {
  programs: ['python3'],
  outputs: ['dist/python'],
  make: async () => {
    describeFor('python', FOLDER);
    await pacmak('python', path.join(ROOT, 'dist'), FOLDER, '--pack-command', `npm pack ${JSON.stringify(ROOT)}`);
    // jest would find two packages of one name
    fs.rmSync(FOLDER, { recursive: true });
  },
};

/** Every scenario, and one that is the emulator's own, in one assembly, as it is or as a variant of it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from '../harness';
import { setting } from './environment';
import { addGuardedHandshake } from './guarded-handshake';
import { breakDeployment } from './variants/broken';
import { changeScenarios } from './variants/second';

const INTEG = join(__dirname, '..');

async function loadScenarios(): Promise<void> {
  for (const file of readdirSync(INTEG).filter((name) => /^integ\..+\.ts$/.test(name))) {
    await import(join(INTEG, file));
  }
}

void loadScenarios().then(() => {
  addGuardedHandshake(setting('EMULATOR_ISSUER'));
  const variant = process.env.EMULATOR_VARIANT ?? 'first';
  if (variant !== 'first') changeScenarios(app);
  if (variant === 'broken') breakDeployment(app);
});

import { DevelopmentIssuer, startDevelopmentIssuer } from '../../local/src';
import { setting } from './environment';

/** An issuer that really is on this machine, where the shipped authorizer finds its keys over plain http. */
export function startIssuer(): Promise<DevelopmentIssuer> {
  const issuer = setting('EMULATOR_ISSUER');
  return startDevelopmentIssuer({ issuer, port: Number(new URL(issuer).port) });
}

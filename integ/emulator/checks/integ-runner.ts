import { runCommand } from '../commands';
import { inventory } from '../inventory';

/** Its assertions ask services only: an API has no address here that a function could call. */
const SCENARIO = 'integ.realtime-websocket-api.dead-letters.ts';

/** A scenario with its assertions, as on AWS. */
export function checkIntegRunner(): void {
  it('deploys a scenario, its assertions hold, and it is destroyed', async () => {
    const before = await inventory();
    const options = ['--force', '--parallel-regions=us-east-1', '--disable-update-workflow'];
    const output = await runCommand('integ-runner', [SCENARIO, ...options]);
    expect(output).toMatch(new RegExp(`SUCCESS +${SCENARIO.replace(/\.ts$/, '')}`));
    const left = (await inventory()).filter((one) => !before.includes(one));
    const isExpected = /^(AWS::IAM::(Role|Policy) .*ApiGatewayAccountLo|AWS::Logs::LogGroup \/aws\/lambda\/)/;
    expect(left.filter((one) => !isExpected.test(one))).toEqual([]);
  });
}

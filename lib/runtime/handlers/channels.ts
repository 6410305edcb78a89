import { LambdaClient } from '@aws-sdk/client-lambda';
import { JoinFunctions } from '../clients/join-functions';
import { ChannelsSettings, readSettings, REALTIME } from '../contract/realtime/settings';
import { answerChannels, ChannelsDeps } from '../realtime/channels';
import { consoleLog } from '../realtime/log';
import { onlyFor } from '../realtime/only-for';
import { storeOnAws } from '../realtime/store-on-aws';

let deps: ChannelsDeps | undefined;

/** Answers messages of clients that join and leave channels or ask who is there. */
export const handler = onlyFor('MESSAGE', async (event) => {
  deps ??= depsOf(readSettings<ChannelsSettings>(process.env[REALTIME]));
  return answerChannels(deps, event);
});

function depsOf(settings: ChannelsSettings): ChannelsDeps {
  return {
    settings,
    store: storeOnAws(settings.tableName),
    functions: new JoinFunctions(new LambdaClient({ maxAttempts: 2 })),
    now: Date.now,
    log: consoleLog,
  };
}

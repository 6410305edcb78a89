import { DevelopmentIssuer } from '../../../local/src';
import { ApiClient } from '../api-client';
import { DeployedStack } from '../deployed-stack';
import { GUARDED } from '../guarded-handshake';

const ORIGIN = 'https://app.example.com';

const clientOf = async (scenario: string): Promise<ApiClient> =>
  ApiClient.api(await DeployedStack.named(`RealtimeWebSocketApi${scenario}`));

/** Handshakes and routes of deployed WebSocket APIs. */
export function checkWebSockets(issuer: () => DevelopmentIssuer): void {
  it.each([ORIGIN, 'https://a.b.example.org'])('a page of %s connects', async (origin) => {
    const connection = await (await clientOf('Channels')).connect({ origin });
    expect(connection).toBeDefined();
    connection?.close();
  });

  it.each(['https://elsewhere.example.com', `${ORIGIN}.evil.io`, undefined])('%s does not', async (origin) => {
    expect(await (await clientOf('Channels')).connect({ origin })).toBeUndefined();
  });

  it('a function answers a message, and one subscribes where a rule allows it', async () => {
    const connection = (await (await clientOf('Channels')).connect({ origin: ORIGIN }))!;
    expect(await connection.ask({ action: 'echo', text: 'hello' })).toEqual({ type: 'echo', text: 'hello' });
    const subscribe = (channel: string): Promise<unknown> => connection.ask({ action: 'subscribe', channel });
    expect(await subscribe('secret')).toMatchObject({ type: 'error', code: 'forbidden' });
    expect(await subscribe('news')).toEqual({ type: 'subscribed', channel: 'news' });
    connection.close();
  });

  it.each([{ protocols: [] }, { protocols: ['bearer', 'forged'] }])(
    'without a token of the user pool nobody connects: $protocols',
    async ({ protocols }) => {
      expect(await (await clientOf('Jwt')).connect({ origin: ORIGIN, protocols })).toBeUndefined();
    },
  );

  it('with a token of its issuer one connects, and the channel of its claim is open', async () => {
    const client = await clientOf('Guarded');
    const { origin, audience } = GUARDED;
    expect(await client.connect({ origin, token: 'forged' })).toBeUndefined();
    const token = await issuer().issue({ sub: 'ada', audience });
    const connection = (await client.connect({ origin, token }))!;
    const subscribe = (channel: string): Promise<unknown> => connection.ask({ action: 'subscribe', channel });
    expect(await subscribe('user:ben')).toMatchObject({ type: 'error', code: 'forbidden' });
    expect(await subscribe('user:ada')).toMatchObject({ type: 'subscribed' });
    connection.close();
  });
}

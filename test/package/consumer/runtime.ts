import {
  ApiKeyIssuer,
  broadcast,
  MessageError,
  UnknownTierError,
  withCors,
  withMessages,
  type IssuedKey,
} from 'cdk-apigateway-patterns/runtime';

interface SignUp {
  readonly headers: { origin: string };
  readonly tier: string;
}

export const handler = withCors(
  async (event: SignUp) => {
    const issuer = new ApiKeyIssuer({ settings: { apiId: 'api', stage: 'prod', plans: { free: 'plan' } } });
    try {
      const { keyId }: IssuedKey = await issuer.issue({ customerId: 'acme', tier: event.tier });
      return { statusCode: 201, body: keyId };
    } catch (error) {
      return { statusCode: 400, body: error instanceof UnknownTierError ? error.tier : String(error) };
    }
  },
  { allowedOrigins: ['https://*.example.com'] },
);

export const chat = withMessages<{ readonly text: string }>(async ({ text }, connection) => {
  if (text === '') throw new MessageError('bad-request', 'say something');
  const { id }: { id: string } = await broadcast({
    to: { channel: 'room-1' },
    data: text,
    except: [connection.connectionId],
  });
  return { type: 'sent', id };
});

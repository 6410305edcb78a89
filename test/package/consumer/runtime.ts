import { ApiKeyIssuer, UnknownTierError, withCors, type IssuedKey } from 'cdk-apigateway-patterns/runtime';

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

import * as aws4 from 'aws4';
import WebSocket from 'ws';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Authorization, Cors, RealtimeWebSocketApi } from '../../lib';
import { defaultCredentials } from '../../local/src/core/development-credentials';
import { handshake } from './realtime-client';
import { served } from './synthesized';

const ORIGIN = 'https://app.example.com';
const cors = Cors.allowOrigins([ORIGIN]);

it('a function of the user decides about handshakes, without a header that browsers cannot set (W-6, W-7)', async () => {
  await served(
    (stack) => {
      const code = `exports.handler = async ({ methodArn, queryStringParameters: query }) => {
        if (!query) throw new Error('Unauthorized');
        const Effect = query.ticket === 'good' ? 'Allow' : 'Deny';
        const Statement = [{ Action: 'execute-api:Invoke', Effect, Resource: methodArn }];
        return { principalId: 'ada', policyDocument: { Version: '2012-10-17', Statement } };
      };`;
      const runtime = Runtime.NODEJS_24_X;
      const guard = new Function(stack, 'Guard', { runtime, handler: 'index.handler', code: Code.fromInline(code) });
      new RealtimeWebSocketApi(stack, 'Live', { authorization: Authorization.lambda(guard), cors });
    },
    async (gateway) => {
      const url = gateway.url('Live');
      expect(await handshake(`${url}?ticket=good`, { origin: ORIGIN })).toBe(101);
      expect(await handshake(`${url}?ticket=bad`, { origin: ORIGIN })).toBe(403);
      expect(await handshake(url, { origin: ORIGIN })).toBe(401);
      expect(await handshake(`${url}?ticket=good`, { origin: 'https://evil.example' })).toBe(403);
    },
  );
}, 60_000);

it('with IAM, whoever signs the handshake connects (W-5)', async () => {
  await served(
    (stack) => new RealtimeWebSocketApi(stack, 'Live', { authorization: Authorization.iam(), cors }),
    async (gateway) => {
      const url = new URL(gateway.url('Live'));
      expect(await handshake(url.href, { origin: ORIGIN })).toBe(403);
      const { headers } = aws4.sign(
        { host: url.host, path: url.pathname, service: 'execute-api', region: 'us-east-1', method: 'GET' },
        defaultCredentials,
      );
      const socket = new WebSocket(url.href, { origin: ORIGIN, headers: headers as Record<string, string> });
      await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
      socket.close();
    },
  );
}, 60_000);

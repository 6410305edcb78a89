/** Signed requests get through where the caller has a grant, and only there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from '@aws-cdk/integ-tests-alpha';
import { Authorization, RouteIntegration, SecureHttpApi } from '../lib';
import { eventually, inlineFunction, scenario } from './harness';

const { stack, assertions } = scenario('Iam');

const answer = inlineFunction(stack, 'Answer', `exports.handler = async () => ({ answer: 42 });`);
const api = new SecureHttpApi(stack, 'Api', { authorization: Authorization.iam() });
api.addRoute('GET /reports/{day}', RouteIntegration.lambda(answer));
api.addRoute('POST /reports/{day}', RouteIntegration.lambda(answer));

const caller = inlineFunction(stack, 'Caller', readFileSync(join(__dirname, 'sign-and-call.js'), 'utf8'), {
  API_URL: api.url,
});
api.grantInvoke(caller, 'GET /reports/{day}');

const signedCall = (method: string, path: string) =>
  assertions.invokeFunction({ functionName: caller.functionName, payload: JSON.stringify({ method, path }) });
const answers = (status: number) => ({ Payload: Match.serializedJson({ status }) });

eventually(assertions.httpApiCall(`${api.url}/reports/monday`), { status: 403 });
eventually(signedCall('GET', '/reports/monday'), answers(200)).next(
  eventually(signedCall('POST', '/reports/monday'), answers(403)),
);

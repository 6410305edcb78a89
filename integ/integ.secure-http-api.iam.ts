/** Signed requests get through where the caller has a grant, and only there. */
import { Authorization, RouteIntegration, SecureHttpApi } from '../lib';
import { Caller } from './caller';
import { eventually, inlineFunction, scenario } from './harness';

const iam = scenario('Iam');
const { stack, assertions } = iam;

const answer = inlineFunction(stack, 'Answer', `exports.handler = async () => ({ answer: 42 });`);
const api = new SecureHttpApi(stack, 'Api', { authorization: Authorization.iam() });
api.addRoute('GET /reports/{day}', RouteIntegration.lambda(answer));
api.addRoute('POST /reports/{day}', RouteIntegration.lambda(answer));

const caller = new Caller(iam, 'Caller', api.url);
api.grantInvoke(caller.fn, 'GET /reports/{day}');

const signed = { path: '/reports/monday', signed: true };

eventually(assertions.httpApiCall(`${api.url}/reports/monday`), { status: 403 });
caller.calls([signed], { statuses: [200] }).next(caller.calls([{ ...signed, method: 'POST' }], { statuses: [403] }));

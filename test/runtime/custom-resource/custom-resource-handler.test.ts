import {
  customResourceHandler,
  type CustomResourceWork,
} from '../../../lib/runtime/custom-resource/custom-resource-handler';
import type { CustomResourceEvent } from '../../../lib/runtime/custom-resource/custom-resource-event';
import { Answers } from './answers';

const answers = new Answers();
let logged: string[];

beforeAll(() => answers.start());
afterAll(() => answers.stop());
beforeEach(() => {
  answers.status = 200;
  answers.taken.length = 0;
  logged = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void logged.push(line));
});
afterEach(() => jest.restoreAllMocks());

async function answerTo(work: CustomResourceWork, event: Partial<CustomResourceEvent> = {}, milliseconds = 60_000) {
  await customResourceHandler(work)(answers.event(event), { getRemainingTimeInMillis: () => milliseconds });
  return answers.taken;
}

it('answers with what the work gave', async () => {
  await expect(answerTo(async () => ({ Arn: 'x' }))).resolves.toEqual([
    {
      Status: 'SUCCESS',
      PhysicalResourceId: 'Resource',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Resource',
      Data: { Arn: 'x' },
    },
  ]);
});

it('answers as the presigned URL demands: PUT, empty content type, a length', async () => {
  await answerTo(async () => ({}));
  const [{ method, headers }] = answers.requests;
  expect(method).toBe('PUT');
  expect(headers['content-type']).toBe('');
  expect(headers['content-length']).toMatch(/^\d+$/);
});

it('keeps the id that CloudFormation knows', async () => {
  const [{ PhysicalResourceId }] = await answerTo(async () => ({}), {
    RequestType: 'Update',
    PhysicalResourceId: 'id',
  });
  expect(PhysicalResourceId).toBe('id');
});

it('answers why it failed', async () => {
  const work = async () => {
    throw Object.assign(new Error('not allowed'), { name: 'AccessDeniedException' });
  };
  await expect(answerTo(work)).resolves.toMatchObject([
    { Status: 'FAILED', Reason: 'AccessDeniedException: not allowed', PhysicalResourceId: 'Resource' },
  ]);
});

it('answers within the 4 KB that CloudFormation takes', async () => {
  const work = () => Promise.reject(new Error('x'.repeat(10_000)));
  const [answer] = await answerTo(work);
  expect(JSON.stringify(answer).length).toBeLessThan(4_096);
});

it('answers before its time is up', async () => {
  const work = () => new Promise<Record<string, string>>(() => undefined);
  await expect(answerTo(work, {}, 5_010)).resolves.toMatchObject([
    { Status: 'FAILED', Reason: 'It took too long; deploy again.' },
  ]);
});

it('fails where the answer is not taken, so that Lambda tries again', async () => {
  answers.status = 403;
  const answer = answerTo(async () => ({}));
  await expect(answer).rejects.toThrow('CloudFormation did not take the answer to request request: status 403');
});

it('does not tell where answers go, in its log or in its error', async () => {
  const error = await answerTo(async () => ({}), { ResponseURL: 'http://127.0.0.1:1/?Signature=secret' }).catch(
    (thrown: Error) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  expect(JSON.stringify([(error as Error).stack, (error as Error).cause ?? ''])).not.toMatch(/Signature|127\.0\.0\.1/);
  expect(logged).toEqual(['{"request":"Create","resource":"Resource","status":"SUCCESS","data":{}}']);
});

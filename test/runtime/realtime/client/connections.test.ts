import { Connections, FrameTooLargeError, NotDeliveredError } from '../../../../lib/runtime';
import { VirtualTime } from '../model/virtual-time';

let time: VirtualTime;
let answers: (seconds: number) => number;
let posts: number[];

const connections = (): Connections => {
  const send = async (): Promise<void> => {
    posts.push(time.seconds);
    const status = answers(time.seconds);
    if (status >= 300) {
      throw Object.assign(new Error(), { $metadata: { httpStatusCode: status } });
    }
  };
  return new Connections({ callbackUrl: 'https://api/prod', client: { send }, timing: time.timing });
};

beforeEach(() => {
  time = new VirtualTime();
  posts = [];
});

const settled = async <T>(result: Promise<T>): Promise<T> => {
  const caught = result.catch(() => undefined);
  // the SDK is loaded at the first call, which takes no virtual time
  await import('@aws-sdk/client-apigatewaymanagementapi');
  await new Promise((resolve) => setImmediate(resolve));
  await time.run();
  await caught;
  return result;
};

it('W-26: posts, and says that it has', async () => {
  answers = () => 200;
  await expect(settled(connections().post('c', { hello: 1 }))).resolves.toBe('delivered');
});

it('W-29: says that a connection is gone, at once', async () => {
  answers = () => 410;
  await expect(settled(connections().post('c', 1))).resolves.toBe('gone');
  expect(posts).toEqual([0]);
});

it('W-2: waits for a connection that may be connecting, if asked, some seconds', async () => {
  answers = (seconds) => (seconds < 2 ? 410 : 200);
  await expect(settled(connections().post('c', 1, { mayBeConnecting: true }))).resolves.toBe('delivered');
  answers = () => 410;
  posts = [];
  await expect(settled(connections().post('c', 1, { mayBeConnecting: true }))).resolves.toBe('gone');
  expect(posts.length).toBeGreaterThan(3);
  expect(posts[posts.length - 1] - posts[0]).toBeLessThan(8);
});

it.each([429, 500, 503])('W-29: tries again after %d, and gives up', async (status) => {
  answers = () => (posts.length < 3 ? status : 200);
  await expect(settled(connections().post('c', 1))).resolves.toBe('delivered');
  expect(posts).toHaveLength(3);
  answers = () => status;
  await expect(settled(connections().post('c', 1))).rejects.toThrow(NotDeliveredError);
  expect(posts).toHaveLength(3 + 6);
});

it('W-29: does not try what is refused again', async () => {
  answers = () => 403;
  await expect(settled(connections().post('c', 1))).rejects.toThrow('connection "c" could not be told: refused');
  expect(posts).toHaveLength(1);
});

it('W-32: refuses frames that are too large before it posts', async () => {
  await expect(connections().post('c', 'x'.repeat(131_071))).rejects.toThrow(FrameTooLargeError);
  expect(posts).toEqual([]);
});

it('W-28: closes, also what is closed', async () => {
  answers = () => 410;
  await expect(settled(connections().close('c'))).resolves.toBeUndefined();
});

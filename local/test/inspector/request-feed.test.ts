import { RequestFeed } from '../../src/inspector/request-feed';
import { record } from './record';

const paths = (feed: RequestFeed, id?: string) => feed.since(id).map((entry) => entry.record.path);

it('keeps the last 500', () => {
  const feed = new RequestFeed();
  for (let index = 0; index < 501; index += 1) feed.add(record({ path: `/${index}` }));
  expect(feed.since()).toHaveLength(500);
  expect(paths(feed)[0]).toBe('/1');
});

it('a reader who comes back gets what it missed, and everything when that is not known any more', () => {
  const feed = new RequestFeed();
  feed.add(record({ path: '/a' }));
  const id = feed.since()[0]?.id;
  feed.add(record({ path: '/b' }));
  expect(paths(feed, id)).toEqual(['/b']);
  expect(paths(feed, 'of another run')).toEqual(['/a', '/b']);
});

it('tells followers until they leave', () => {
  const feed = new RequestFeed();
  const seen: string[] = [];
  const leave = feed.follow((entry) => seen.push(entry.record.path));
  feed.add(record({ path: '/a' }));
  leave();
  feed.add(record({ path: '/b' }));
  expect(seen).toEqual(['/a']);
});

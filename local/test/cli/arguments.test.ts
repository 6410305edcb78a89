import { parseArguments } from '../../src/cli/arguments';

it('the inspector is there unless it is not wanted', () => {
  const port = (...args: string[]) => parseArguments(args).inspectorPort;
  expect(port()).toBe(0);
  expect(port('--inspector-port', '4000')).toBe(4000);
  expect(port('--no-inspector')).toBeUndefined();
});

it('an option that there is not is named, and no more', () => {
  expect(() => parseArguments(['--nope'])).toThrow(/^Unknown option '--nope'$/);
});

it('a second issuer is not dropped without a word', () => {
  const [first, second] = ['https://a.example.com', 'https://b.example.com'];
  expect(parseArguments(['--dev-issuer', first]).devIssuer).toBe(first);
  expect(() => parseArguments(['--dev-issuer', first, '--dev-issuer', second])).toThrow(
    'one --dev-issuer at a time, got https://a.example.com and https://b.example.com',
  );
});

import { developmentPassword, PasswordSettings } from '../../src/assembly/development-password';

const make = (settings: PasswordSettings = {}, seed = 'Shop/Secret'): string => developmentPassword(settings, seed);

it('is always the same, and another for each secret', () => {
  expect(make()).toBe(make());
  expect(make()).not.toBe(make({}, 'Shop/Other'));
  expect(make()).toHaveLength(32);
});

it.each<[string, PasswordSettings, RegExp]>([
  ['PasswordLength', { PasswordLength: '200' }, /^.{200}$/],
  ['ExcludePunctuation', { ExcludePunctuation: true }, /^[A-Za-z0-9]{32}$/],
  ['ExcludeLowercase', { ExcludeLowercase: 'true', ExcludePunctuation: true }, /^[A-Z0-9]{32}$/],
  ['ExcludeUppercase', { ExcludeUppercase: true, ExcludePunctuation: true }, /^[a-z0-9]{32}$/],
  ['ExcludeNumbers', { ExcludeNumbers: true }, /^[^0-9]{32}$/],
  ['ExcludeCharacters', { ExcludeCharacters: 'abc"\'\\/@0', PasswordLength: 500 }, /^[^abc"'\\/@0]{500}$/],
  ['IncludeSpace', { IncludeSpace: true, PasswordLength: 1_000 }, / /],
])('%s: %j', (_, settings, pattern) => {
  expect(make(settings)).toMatch(pattern);
});

it('has a character of each type that is not excluded, unless told otherwise', () => {
  const seeds = Array.from({ length: 200 }, (_, index) => `seed ${index}`);
  const complete = /^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[^A-Za-z0-9])/;
  expect(seeds.every((seed) => complete.test(make({ PasswordLength: 4 }, seed)))).toBe(true);
  const loose = { PasswordLength: 4, RequireEachIncludedType: false };
  expect(seeds.every((seed) => complete.test(make(loose, seed)))).toBe(false);
});

it('is put into a template', () => {
  const settings = { SecretStringTemplate: '{"user":"ada"}', GenerateStringKey: 'password', PasswordLength: 12 };
  expect(JSON.parse(make(settings))).toEqual({ user: 'ada', password: expect.stringMatching(/^.{12}$/) });
});

it.each<[string, PasswordSettings]>([
  ['PasswordLength must be 4 to 4096, got 3', { PasswordLength: 3 }],
  ['PasswordLength must be 4 to 4096, got 5000', { PasswordLength: 5_000 }],
  [
    'excludes every character',
    { ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true },
  ],
  ['SecretStringTemplate must be a JSON object', { SecretStringTemplate: '{', GenerateStringKey: 'x' }],
])('AWS refuses: %s', (message, settings) => {
  expect(() => make(settings)).toThrow(message);
});

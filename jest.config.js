// npm run check:newest-cdk names a folder with another version of the CDK than the installed one
const cdk = process.env.CDK_FOLDER;

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  transform: {
    '^.+\\.(ts|mjs|js)$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // packages are installed there a second time, for programs in other languages
  modulePathIgnorePatterns: ['<rootDir>/.cache/'],
  // jose is published as ES modules only
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  moduleNameMapper: cdk ? { '^(aws-cdk-lib|constructs)($|/.*)': `${cdk}/node_modules/$1$2` } : {},
};

const project = (name, testMatch) => ({
  ...shared,
  displayName: name,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
});

// need a browser, other languages, what Python or Java brings or an emulator of AWS, which `npm test` does not ask for
const browser = process.env.BROWSER_TESTS ? [project('browser', ['test/browser/**/*.test.ts'])] : [];
const python = process.env.PYTHON_TESTS ? [project('python', ['test/python/**/*.test.ts'])] : [];
const exampleApps = process.env.EXAMPLE_APP_TESTS ? [project('example-apps', ['test/example-apps/**/*.test.ts'])] : [];
const languages = process.env.LANGUAGE_TESTS ? [project('languages', ['test/languages/**/*.test.ts'])] : [];
const templates = process.env.TEMPLATE_TESTS ? [project('templates', ['test/templates/**/*.test.ts'])] : [];
const velocity = process.env.VELOCITY_TESTS ? [project('velocity', ['test/velocity/**/*.test.ts'])] : [];
const emulator = process.env.EMULATOR_FOLDER ? [project('emulator', ['integ/emulator/*.test.ts'])] : [];

module.exports = {
  // what hangs ends, and nothing that is merely slow on a shared machine fails
  testTimeout: 60_000,
  projects: [
    ...browser,
    ...python,
    ...exampleApps,
    ...templates,
    ...emulator,
    ...velocity,
    ...languages,
    project('unit', [
      'test/{core,shared,updates,secure-http-api,metered-rest-api,realtime-websocket-api,docs}/**/*.test.ts',
    ]),
    project('runtime', ['test/runtime/**/*.test.ts']),
    project('gateway', ['local/test/**/*.test.ts', 'test/gateway/**/*.test.ts']),
    project('package', ['test/package/**/*.test.ts']),
  ],
};

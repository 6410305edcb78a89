import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const cdk = ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs'];

const realTime =
  'take the time from core/clock.ts and wait by core/alarm.ts; what is about real time is named in eslint.config.mjs';

/** The clock itself, and what deals with processes, sockets, files and people rather than with the emulated service. */
const realTimeFiles = [
  'local/src/cli/main.ts',
  'local/src/core/{alarm,backend-call,clock,stopwatch}.ts',
  'local/src/functions/{deadline,function-process,memory-watch}.ts',
  'local/src/gateway/sockets.ts',
  'local/src/watch/{synth-runner,watch-gateway,watch-sources}.ts',
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/*.d.ts',
      'lib/**/*.js',
      'dist/',
      'local/dist/',
      '.cache/',
      '**/.venv/',
      '**/cdk.out*/',
      '**/*.snapshot/',
      '**/cdk-integ.out*/',
      'coverage/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        AbortSignal: 'readonly',
        fetch: 'readonly',
        Request: 'readonly',
        setTimeout: 'readonly',
        setInterval: 'readonly',
        clearTimeout: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        exports: 'writable',
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-console': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // what runs in a browser, or stands in for one
    files: ['examples/*/page/**/*.mjs', 'local/inspector/*.mjs', 'integ/websocket-client.js'],
    languageOptions: {
      globals: { document: 'readonly', EventSource: 'readonly', WebSocket: 'readonly', clearInterval: 'readonly' },
    },
  },
  {
    // what runs in a Lambda function never sees the CDK
    files: ['lib/runtime/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: cdk, message: 'lib/runtime runs inside Lambda functions: import no CDK.' }] },
      ],
    },
  },
  {
    // constructs share only the contract with what runs in Lambda
    files: ['lib/**/*.ts'],
    ignores: ['lib/runtime/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: 'runtime/(?!contract/)', message: 'constructs import only lib/runtime/contract.' }] },
      ],
    },
  },
  {
    // the gateway stands on templates alone, never on our library, and what the service does goes by the gateway's clock
    files: ['local/src/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['timers', 'node:timers', 'perf_hooks', 'node:perf_hooks'].map((name) => ({
            name,
            message: realTime,
          })),
          patterns: [
            { group: ['timers/promises', 'node:timers/promises'], message: realTime },
            {
              group: [...cdk, '**/lib/**', '!@aws-sdk/**'],
              message: 'the gateway knows cloud assemblies, not the library.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['local/src/**/*.ts'],
    ignores: realTimeFiles,
    rules: {
      'no-restricted-globals': ['error', ...['setTimeout', 'setInterval'].map((name) => ({ name, message: realTime }))],
      'no-restricted-properties': [
        'error',
        ...['Date', 'performance', 'process'].flatMap((object) =>
          ['now', 'hrtime', 'uptime'].map((property) => ({ object, property, message: realTime })),
        ),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: realTime },
        { selector: "CallExpression[callee.name='Date']", message: realTime },
      ],
    },
  },
  { files: ['test/**/*.ts', 'local/test/**/*.ts', 'integ/*.ts'], rules: { 'max-lines': 'off' } },
);

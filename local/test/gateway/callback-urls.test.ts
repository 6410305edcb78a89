import { FunctionModel } from '../../src/functions/function-model';
import { withLocalCallbacks } from '../../src/gateway/callback-urls';

const bases = new Map([
  ['https://abc.execute-api.us-east-1.amazonaws.com', 'http://127.0.0.1:3000'],
  ['https://def.execute-api.us-east-1.amazonaws.com', 'http://127.0.0.1:3001'],
]);

const local = (value: string): string | undefined =>
  withLocalCallbacks([{ environment: { VALUE: value } } as unknown as FunctionModel], bases)[0]!.environment.VALUE;

it.each([
  ['https://abc.execute-api.us-east-1.amazonaws.com/prod', 'http://127.0.0.1:3000/prod'],
  ['https://abc.execute-api.us-east-1.amazonaws.com', 'http://127.0.0.1:3000'],
  [
    '{"a":"https://abc.execute-api.us-east-1.amazonaws.com/x","b":"https://def.execute-api.us-east-1.amazonaws.com"}',
    '{"a":"http://127.0.0.1:3000/x","b":"http://127.0.0.1:3001"}',
  ],
])('%s becomes %s', (value, expected) => expect(local(value)).toBe(expected));

it.each([
  'wss://abc.execute-api.us-east-1.amazonaws.com/prod',
  'https://abc.execute-api.us-east-1.amazonaws.com.cn/prod',
  'https://abcxexecute-api.us-east-1.amazonaws.com/prod',
  'https://other.execute-api.us-east-1.amazonaws.com/prod',
])('%s stays', (value) => expect(local(value)).toBe(value));

import { Runtimes } from '../../src/functions/runtimes';
import { fakePython } from '../support/fake-python';
import { cleanUp } from './function-fixture';

afterEach(cleanUp);

describe('what can be run', () => {
  it('Node.js, whatever Python there is, and Python 3.9 to 3.14', () => {
    expect(new Runtimes('/no/python').problemOf('nodejs22.x')).toBeUndefined();
    const runtimes = new Runtimes(fakePython('3.11'));
    for (const minor of [9, 10, 11, 12, 13, 14]) expect(runtimes.problemOf(`python3.${minor}`)).toBeUndefined();
  });

  it.each(['nodejs', 'python2.7', 'python3.8', 'python3.99', 'ruby3.4', 'provided.al2023'])('not %s', (runtime) => {
    expect(new Runtimes(fakePython('3.11')).problemOf(runtime)).toContain(`"${runtime}"`);
  });

  it('no Python functions without an interpreter, or with too old a one, which says what to do', () => {
    const remedy = 'install it, or name another one by --python';
    const missing = new Runtimes('/no/python').problemOf('python3.13');
    expect(missing).toMatch(/need Python: \/no\/python can't be started: .*ENOENT; /);
    expect(missing).toContain(remedy);
    expect(new Runtimes('false').problemOf('python3.13')).toContain("false can't be started; ");
    expect(new Runtimes(fakePython('3.8')).problemOf('python3.13')).toContain('is Python 3.8, and 3.9 is needed');
  });
});

describe('what differs from AWS', () => {
  it('nothing, with the same version and boto3', () => {
    const runtimes = new Runtimes(fakePython('3.13'));
    expect(runtimes.differenceOf('python3.13')).toBeUndefined();
    expect(runtimes.differenceOf('nodejs22.x')).toBeUndefined();
  });

  it('another version, or no boto3', () => {
    expect(new Runtimes(fakePython('3.11', 'False')).differenceOf('python3.13')).toBe(
      '/opt/bin/python3: Python 3.11 runs what is for 3.13, and there is no boto3, which Lambda brings along; ' +
        '--python names another one, such as that of a virtual environment',
    );
  });
});

import * as path from 'node:path';
import { MAVEN } from './maven.mjs';
import { ROOT, runAside } from './run.mjs';
import { requirePrograms } from './toolchain.mjs';
import { unlessUnchanged } from './unless-unchanged.mjs';

/**
 * Compiles a folder of Java and fetches what its pom.xml names.
 *
 * @param name of what is made in .cache
 * @returns the options of `java` that find both, and native libraries
 */
export async function compileJava(name, sources) {
  const target = `.cache/${name}`;
  const outputs = [`${target}/classes`, `${target}/lib`];
  await unlessUnchanged({ stamp: `.cache/${name}-made`, inputs: [sources], outputs }, async () => {
    requirePrograms(['java', 'mvn']);
    console.log(`Fetching and compiling for ${sources} ...`);
    await runAside(
      'mvn',
      [...MAVEN, `-Dtarget=${path.join(ROOT, target)}`, 'compile', 'dependency:copy-dependencies'],
      {
        cwd: path.join(ROOT, sources),
      },
    );
  });
  const libraries = path.join(ROOT, target, 'lib');
  const classPath = [path.join(ROOT, target, 'classes'), path.join(libraries, '*')].join(path.delimiter);
  return { classPath, libraries };
}

import * as fs from 'node:fs';
import * as path from 'node:path';
import { MAVEN } from '../maven.mjs';
import { ROOT, runAside } from '../run.mjs';
import { pacmak } from './pacmak.mjs';

const FOLDER = path.join(ROOT, '.cache', 'package', 'java');
const REPOSITORY = path.join(ROOT, 'dist', 'java');
const DEPLOY_FILE = 'org.apache.maven.plugins:maven-deploy-plugin:3.1.1:deploy-file';

/** A Maven repository with the jar, its sources and its documentation. */
export const java = {
  programs: ['java', 'mvn'],
  outputs: ['dist/java'],
  make: async () => {
    fs.rmSync(FOLDER, { recursive: true, force: true });
    await pacmak('java', path.dirname(FOLDER), '--code-only');
    const pom = path.join(FOLDER, 'pom.xml');
    const pinned = path.join(FOLDER, 'pinned-pom.xml');
    fs.writeFileSync(pinned, lowestVersions(fs.readFileSync(pom, 'utf8')));
    await runAside('mvn', [...MAVEN, '-f', pinned, 'package', DEPLOY_FILE, ...toRepository(pom)]);
  },
};

/** Ranges would be resolved to the newest CDK there is, so that what is built here would change by itself. */
function lowestVersions(pom) {
  return pom.replaceAll(/<version>\[([^,<]+),[^<]*<\/version>/g, '<version>$1</version>');
}

/** What is published says the ranges. */
function toRepository(pom) {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const jar = (suffix) => path.join(FOLDER, 'target', `${name}-${version}${suffix}.jar`);
  return [
    `-DpomFile=${pom}`,
    `-Dfile=${jar('')}`,
    `-Dsources=${jar('-sources')}`,
    `-Djavadoc=${jar('-javadoc')}`,
    `-Durl=file://${REPOSITORY}`,
    '-DrepositoryId=local',
  ];
}

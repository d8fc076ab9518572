import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Installs the Debian packages that the tests need, where this user may.
 * @param list path of a file with one package a line
 * @returns undefined when all are there, else a sentence that says what is missing and how to get it
 */
export function missingDebianPackages(list: string): string | undefined {
  const wanted = readFileSync(list, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const absent = wanted.filter((name) => !isInstalled(name));
  if (absent.length === 0) return undefined;
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (mayInstall && install(absent)) return undefined;
  return `The tests need these Debian packages: ${absent.join(' ')}. Install them: sudo apt-get install --no-install-recommends ${absent.join(' ')}`;
}

function isInstalled(name: string): boolean {
  const answer = spawnSync('dpkg-query', ['--status', name], { encoding: 'utf8' });
  return answer.status === 0 && answer.stdout.includes('Status: install ok installed');
}

function install(names: readonly string[]): boolean {
  console.log(`installing Debian packages: ${names.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, encoding: 'utf8' as const };
  spawnSync('apt-get', ['update'], options);
  const done = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...names], options);
  if (done.status !== 0) console.log(done.stderr);
  return done.status === 0;
}

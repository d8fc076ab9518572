// Plain JavaScript that Node 20 can read: the tests themselves run on the Node 24 that came with `npm ci`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bundled = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
const major = Number(process.versions.node.split('.')[0]);

if (major >= 24) {
  const { runAll } = await import('./run.ts');
  process.exitCode = await runAll(process.argv.slice(2));
} else if (existsSync(bundled)) {
  const child = spawnSync(bundled, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = child.status ?? 1;
} else {
  console.error('The tests need Node 24. Run `npm ci` first; on this platform it brings none along: install Node 24.');
  process.exitCode = 1;
}

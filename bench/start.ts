/**
 * `npm run bench -- start`: how long a newcomer waits, part by part, in a fresh copy of the project and an empty data
 * folder: installation (with npm's cache as it is), first page of a first start, browser bundles, a later start.
 * The reference in the same run is an empty Node process.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#test/support/mariadb.ts';

const root = join(import.meta.dirname, '..');
const left = new Set(['node_modules', 'build', 'data', '.git']);

/** @returns the exit code */
export async function run(): Promise<number> {
  const copy = await mkdtemp(join(tmpdir(), 'wardflow-bench-'));
  try {
    await cp(root, copy, {
      recursive: true,
      filter: (path) => !left.has(path.slice(root.length + 1).split('/')[0] ?? ''),
    });
    const empty = timed(() => spawnSync(process.execPath, ['-e', '']));
    const install = timed(() => spawnSync('npm', ['ci', '--silent'], { cwd: copy, stdio: 'inherit' }));
    const first = await start(copy);
    const later = await start(copy);
    show([
      ['an empty Node process (reference)', empty],
      ['npm ci, with npm’s cache as it is', install],
      ['first start: first page (migrates, loads the demo city)', first.page],
      ['first start: applications (browser bundles built)', first.applications],
      ['later start: first page', later.page],
      ['from the command to the first page, in all', install + first.page],
    ]);
    return 0;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function start(folder: string): Promise<{ readonly page: number; readonly applications: number }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, PORT: String(port), DATA_DIR: join(folder, 'data'), PUBLIC_URL: url };
  const begun = performance.now();
  const child = spawn('npm', ['start', '--silent'], { cwd: folder, env, stdio: 'ignore', detached: true });
  try {
    await until(child, () => fetch(url).then((answer) => answer.ok));
    const page = performance.now() - begun;
    // Scripts of the citizens' form are linked once the bundles are there.
    await until(child, async () => (await (await fetch(`${url}/report`)).text()).includes('<script type="module"'));
    return { page, applications: performance.now() - begun };
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await ended;
  }
}

async function until(child: ChildProcess, happened: () => Promise<boolean>): Promise<void> {
  while (child.exitCode === null) {
    if (await happened().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the product ended before it answered');
}

function timed(work: () => { readonly status: number | null }): number {
  const begun = performance.now();
  const { status } = work();
  if (status !== 0) throw new Error(`a part of the measurement failed with ${status}`);
  return performance.now() - begun;
}

function show(rows: readonly (readonly [string, number])[]): void {
  for (const [name, milliseconds] of rows)
    console.log(`${name.padEnd(58)}${(milliseconds / 1000).toFixed(2).padStart(8)} s`);
}

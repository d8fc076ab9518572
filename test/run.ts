/**
 * The one test command. `npm test` runs everything, `npm run verify` what needs no server, `npm run torture`
 * in full what the others run reduced.
 * The last line is always `N passed, N failed`; every check (format, types, each test) counts one.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, globSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingDebianPackages } from './support/debian.ts';
import { startMariaDb } from './support/mariadb.ts';
import { seededFolder, startProduct } from './support/product.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pureRooms = [
  'engine/core/',
  'engine/bpmn/',
  'engine/cases/',
  'engine/checks/',
  'engine/bundles/',
  'engine/documents/',
  'engine/scenarios/',
  'forms/',
  'portal/kit/',
  'designer/',
  'workflows/',
  'test/scenarios/',
];
/** Each makes its own database and leaves nothing behind, so that files can share a process; what kills or limits one cannot. */
const sharing = /^(engine\/(runtime|store|scripts)|test\/tidy|migrations|connectors|portal)\//;
const alone =
  /killed|\/imports\/|\/tls\.|^portal\/(http\/(door|faults|slow-database)|main\/(doctor\/rights|traces)|own-city|start|wardflow)\./;
/** Processes side by side; more than processors, for they wait for the databases. */
const shares = 3;
const types = ['.', 'engine/core', 'designer', 'portal/office', 'portal/citizen/islands'];

/** Tests that start the product or servers for it; the quick part leaves them to the whole. */
const startsServers = /^(connectors\/|portal\/(own-city|start|wardflow)\.|portal\/http\/(door|path|notices|faults)\.)/;

const processMsMax = 15 * 60_000;

/** More than all databases of the tests together ever take. */
const scratchBytes = 6 * 1024 ** 3;

interface TestSettings {
  readonly concurrency?: number;
  readonly isolated?: boolean;
  /** For one test. */
  readonly timeoutMs?: number;
}

interface Counts {
  passed: number;
  failed: number;
}

/** @returns the exit code; the last line printed is `N passed, N failed` */
export async function runAll(args: readonly string[]): Promise<number> {
  const total: Counts = { passed: 0, failed: 0 };
  const add = (counts: Counts) => {
    total.passed += counts.passed;
    total.failed += counts.failed;
  };
  const [what] = args;
  if (what === 'torture') await torture(args.slice(1), add);
  else if (what !== undefined && what !== 'verify') add(await tests('chosen', args, {}));
  else await runStages(what === 'verify', add);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

async function runChecks(add: (counts: Counts) => void): Promise<void> {
  add(
    await command('format and lint', 'node_modules/.bin/biome', [
      'ci',
      '--max-diagnostics=50',
      '--error-on-warnings',
      '.',
    ]),
  );
  for (const project of types) add(await command(`types of ${project}`, 'node_modules/.bin/tsc', ['-p', project]));
  add(await command('unused files and dependencies', 'node_modules/.bin/knip', ['--no-progress']));
}

async function runStages(quick: boolean, add: (counts: Counts) => void): Promise<void> {
  const units = filesOf('{engine,connectors,forms,portal,designer,migrations,bench,workflows}/**/*.test.ts').concat(
    filesOf('test/{tidy,scenarios}/*.test.ts'),
  );
  // Pure rooms keep nothing between tests: one process for all of them saves a start per file, and has a processor to
  // itself beside the checks.
  const pure = units.filter((file) => pureRooms.some((room) => file.startsWith(room)));
  const others = units.filter((file) => !pure.includes(file));
  const [pureCounts] = await Promise.all([
    tests('tests of the pure rooms', pure, {}, { isolated: false }),
    runChecks(add),
  ]);
  add(pureCounts);
  if (quick) {
    const quiet = others.filter((file) => !startsServers.test(file));
    add(await tests('unit tests without servers', quiet, { WARDFLOW_TEST_DATABASES: 'sqlite' }));
    return;
  }
  add(conformance());
  const missing = missingDebianPackages(join(root, 'test/debian-packages.txt'));
  if (missing !== undefined) {
    console.log(missing);
    add({ passed: 0, failed: 1 });
    return;
  }
  const scratch = scratchFolder();
  process.env['TMPDIR'] = scratch;
  const mariadb = await startMariaDb();
  try {
    const env = { WARDFLOW_TEST_MARIADB: mariadb.url };
    const shared = others.filter((file) => sharing.test(file) && !alone.test(file));
    add(await inShares('tests of runtime and store, both databases', shared, env));
    const apart = others.filter((file) => !shared.includes(file));
    add(await tests('unit and contract tests, both databases', apart, env, { concurrency: 3 }));
    const seeded = { ...env, [seededFolder]: await seedOnce() };
    add(await tests('scenarios, over HTTP and kill tests', filesOf('test/whole/*.test.ts'), seeded));
    add(await tests('in Chromium', filesOf('test/browser/*.test.ts'), seeded));
  } finally {
    await mariadb.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Where the tests keep their databases: in memory where there is room, for a commit waits milliseconds for a disk. What is
 * killed there loses no more than on a disk, whose cache outlives a process too; torture stays on the disk.
 */
function scratchFolder(): string {
  const memory = '/dev/shm';
  const hasRoom = existsSync(memory) && statfsSync(memory).bavail * statfsSync(memory).bsize > scratchBytes;
  const folder = mkdtempSync(join(hasRoom ? memory : tmpdir(), 'wardflow-tests-'));
  // The database server is somebody else there, and has temporary files of its own.
  chmodSync(folder, 0o1777);
  return folder;
}

/** @returns a data folder as the product leaves it that was started with the demo and stopped */
async function seedOnce(): Promise<string> {
  const product = await startProduct();
  const folder = mkdtempSync(join(tmpdir(), 'wardflow-seeded-'));
  await product.stop(folder);
  return folder;
}

/** What runs reduced in `npm test`, in full, and for as long as it takes. @param chosen parts; none: all */
async function torture(chosen: readonly string[], add: (counts: Counts) => void): Promise<void> {
  const { parts, runPart } = await import('./torture/torture.ts');
  const names = [...Object.keys(testedParts), ...Object.keys(parts)];
  const unknown = chosen.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`there is no part ${unknown.join(', ')}; there are ${names.join(', ')}`);
  // Bundles that are built while processes are killed would be built again and again.
  add(await command('the pages are built', process.execPath, ['portal/wardflow.mjs', 'build']));
  const mariadb = await startMariaDb();
  process.env['WARDFLOW_TEST_MARIADB'] = mariadb.url;
  try {
    for (const name of chosen.length > 0 ? chosen : names) {
      add(name in testedParts ? await testedPart(name) : await runPart(name));
    }
  } finally {
    await mariadb.stop();
  }
}

/** Parts that are tests which try the same on every run; here it is something new each time, and far more of it. */
const testedParts: Readonly<Record<string, { readonly about: string; readonly files: readonly string[] }>> = {
  random: {
    about: 'random processes, models, expressions and harmed files',
    files: [
      'engine/scenarios/simulation/simulation.test.ts',
      'engine/bpmn/mutations.test.ts',
      'engine/core/soundness/random-models.test.ts',
      'engine/core/feel/fuzz.test.ts',
    ],
  },
  edge: {
    about: 'hostile requests at every door',
    files: ['portal/http/door.test.ts', 'test/whole/edge.test.ts'],
  },
  access: {
    about: 'every operation as everybody about everything, and 5,000 random rule sets in SQL and in JavaScript',
    files: ['test/whole/access-matrix.test.ts', 'portal/access/rules-in-sql.test.ts'],
  },
  killed: {
    about: 'the server killed after and in the middle of every write of the main path',
    files: ['test/whole/kill.test.ts'],
  },
  teeth: { about: 'the core broken on purpose', files: ['test/teeth/teeth.test.ts'] },
  races: {
    about: 'clients who race each other',
    files: [
      'engine/runtime/kernel/races.test.ts',
      'engine/runtime/kernel/together.test.ts',
      'engine/store/lane.test.ts',
      'engine/store/store.test.ts',
    ],
  },
};

async function testedPart(name: string): Promise<Counts> {
  const { about, files } = testedParts[name] ?? { about: name, files: [] };
  const seed = String(Date.now() % 2_147_483_647);
  console.log(`▶ ${name}: ${about} (seed ${seed})`);
  return await tests(
    about,
    files,
    { WARDFLOW_RUNS: '20000', WARDFLOW_RACES: '10000', WARDFLOW_SEED: seed },
    { timeoutMs: 3_600_000 },
  );
}

/** Cases that others wrote lie beside the project or nowhere; what passes and fails must be what docs/conformance.md says. */
function conformance(): Counts {
  if (!existsSync(join(root, '../shared/cases'))) {
    console.log('conformance not run: ../shared/cases is absent');
    return { passed: 0, failed: 0 };
  }
  const bpmn = held('conformance', '../shared/cases/bpmn/cases.json', (path) => [path, '--check-docs']);
  const dmn = held('conformance of decisions', '../shared/cases/dmn-tck', (path) => ['--dmn', path]);
  const miwg = held('exchange of models without loss', '../shared/cases/miwg', (path) => ['--miwg', path]);
  const all = [bpmn, dmn, miwg];
  const sum = (what: keyof Counts) => all.reduce((total, counts) => total + counts[what], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

function held(name: string, path: string, options: (path: string) => readonly string[]): Counts {
  const started = Date.now();
  const command = ['portal/wardflow.mjs', 'conformance', ...options(path)];
  const run = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  const line = /^(\d+) passed, (\d+) failed$/m.exec(run.stdout);
  const passed = run.status === 0;
  if (!passed) console.log(`${run.stdout}\n${run.stderr}`);
  console.log(`${passed ? '✔' : '✖'} ${name}: ${line?.[0] ?? 'did not run'} (${seconds(started)})`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

function filesOf(pattern: string): string[] {
  return globSync(pattern, { cwd: root, exclude: ['**/node_modules/**'] }).sort();
}

async function command(name: string, program: string, args: readonly string[]): Promise<Counts> {
  const started = Date.now();
  const result = spawnSync(resolve(root, program), args, { cwd: root, encoding: 'utf8' });
  const passed = result.status === 0;
  if (!passed) console.log(`${result.stdout}\n${result.stderr}`);
  console.log(`${passed ? '✔' : '✖'} ${name} (${seconds(started)})`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

/** A file costs two seconds of processor for what it loads and warms up; here each share of them pays it once. */
async function inShares(name: string, files: readonly string[], env: Record<string, string>): Promise<Counts> {
  const counts = await Promise.all(
    Array.from({ length: shares }, (_, share) => {
      const own = files.filter((_file, index) => index % shares === share);
      return tests(`${name}, ${share + 1} of ${shares}`, own, env, { isolated: false });
    }),
  );
  const sum = (kind: keyof Counts) => counts.reduce((total, one) => total + one[kind], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

async function tests(
  name: string,
  files: readonly string[],
  env: Record<string, string>,
  { concurrency = availableParallelism(), isolated = true, timeoutMs = 240_000 }: TestSettings = {},
): Promise<Counts> {
  if (files.length === 0) return { passed: 0, failed: 0 };
  const started = Date.now();
  const reporter = join(root, 'test/reporter.ts');
  // A test that fails half-way may leave a server open: its file then fails by name when its time is over. Forcing the
  // end instead would lose tests that are registered late.
  const args = [
    '--test',
    `--test-timeout=${timeoutMs}`,
    isolated ? `--test-concurrency=${concurrency}` : '--test-isolation=none',
    `--test-reporter=${reporter}`,
    ...files,
  ];
  // Where files share a process, one that leaves something open would keep it from ever ending.
  const output = await run(args, env, isolated ? 0 : processMsMax);
  const line = /^#counts (.*)$/m.exec(output);
  const counts: Counts = line?.[1] === undefined ? { passed: 0, failed: 1 } : JSON.parse(line[1]);
  console.log(output.replace(/^#counts .*\n?/m, '').trimEnd());
  console.log(
    `${counts.failed === 0 ? '✔' : '✖'} ${name}: ${counts.passed} passed, ${counts.failed} failed in ${files.length} files (${seconds(started)})`,
  );
  return counts;
}

/** @param timeout in milliseconds, 0: none */
function run(args: readonly string[], env: Record<string, string>, timeout = 0): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      timeout,
      // Each file is a process of its own: types are stripped and modules compiled once for all of them.
      env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/wardflow-tests'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('close', () => resolve(output));
  });
}

function seconds(started: number): string {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

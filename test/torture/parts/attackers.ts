/**
 * sqlmap and wapiti (Debian) over a running product with the demo, with a session of each role, and first over a small
 * server with holes, which they must find. What they report is printed; anything that says more than "no header" fails.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { missingDebianPackages } from '#test/support/debian.ts';
import { signedIn } from '#test/support/path.ts';
import { startProduct } from '#test/support/product.ts';
import { type Visitor, visitorOf } from '#test/support/visitor.ts';
import { sizes } from '../sizes.ts';
import type { Part, Tried } from '../torture.ts';

const packages = join(import.meta.dirname, '..', 'attack-packages.txt');
const roles = [
  '',
  'tiepnhan',
  'dieuphoi',
  'congkhai',
  'lamdong.ktht.canbo',
  'lamdong.ktht.lanhdao',
  'lamdong.motcua',
  'lamdong.chutich',
  'lamdong.vanthu',
  'thanhtra',
  'quantri',
].slice(0, sizes.attackedRoles);

export const attackers: Part = {
  about: `sqlmap and wapiti over the product as each of ${roles.length} roles, and over a server with holes`,
  async run(say) {
    const missing = missingDebianPackages(packages);
    if (missing !== undefined) return [{ what: 'sqlmap, wapiti', figures: '', wrong: missing }];
    const tried: Tried[] = [];
    const keep = (one: Tried) => {
      say(`${one.what}: ${one.figures}${one.wrong === '' ? '' : ` ${one.wrong}`}`);
      tried.push(one);
    };
    const holes = await serverWithHoles();
    const control = `http://127.0.0.1:${(holes.address() as AddressInfo).port}`;
    keep(
      mustFind(
        'sqlmap finds the hole of the control',
        await sqlmap([`${control}/find?q=x`], visitorOf(control), control),
      ),
    );
    keep(mustFind('wapiti finds the hole of the control', await wapiti(control, visitorOf(control))));
    holes.close();
    const product = await startProduct({ TRUST_PROXY: '127.0.0.1' });
    try {
      for (const username of roles) {
        const visitor = username === '' ? visitorOf(product.url) : await signedIn(product.url, username);
        const who = username === '' ? 'nobody signed in' : username;
        keep(
          mustNotFind(`sqlmap as ${who}`, await sqlmap(await addresses(product.url, visitor), visitor, product.url)),
        );
        keep(mustNotFind(`wapiti as ${who}`, await wapiti(product.url, visitor)));
      }
      const faults = product
        .log()
        .split('\n')
        .filter((line) => line.includes('"msg":"fault"'));
      keep({
        what: 'faults of the product meanwhile',
        figures: `${faults.length}`,
        wrong: faults.slice(0, 5).join('\n'),
      });
    } finally {
      await product.stop();
    }
    return tried;
  },
};

interface Found {
  readonly findings: readonly string[];
  readonly figures: string;
}

function mustFind(what: string, { findings, figures }: Found): Tried {
  return {
    what,
    figures: `${findings.length} findings; ${figures}`,
    wrong: findings.length > 0 ? '' : 'nothing was found',
  };
}

function mustNotFind(what: string, { findings, figures }: Found): Tried {
  return { what, figures: `${findings.length} findings; ${figures}`, wrong: findings.join('\n') };
}

/** What takes a parameter, in the query or in the path (`*`). */
async function addresses(url: string, visitor: Visitor): Promise<readonly string[]> {
  const list = await visitor.get('/api/v1/tasks?view=unit');
  const task = list.body?.items?.[0]?.taskId ?? '019a0000-0000-7000-8000-000000000000';
  return [
    '/api/v1/tasks?view=unit&q=PA-26&after=x',
    `/api/v1/tasks/${task}*`,
    '/api/v1/results?category=HT-TN&ward=99016&q=cho&after=x',
    '/results?q=cho&category=HT-TN',
    '/api/v1/reports/ABCD-EFGH-JKLM*',
    '/api/v1/operations/instances?service=citizen-feedback&q=PA-26',
    '/api/v1/dossiers/register?from=2026-01-01&to=2026-12-31&unit=99016-PVHCC&procedure=DEMO.002',
    '/documents/register.csv?from=2026-01-01&to=2026-12-31&unit=99016-PVHCC',
    '/api/v1/publications?q=cho',
    '/api/v1/city/people/tiepnhan*',
    '/api/v1/services/citizen-feedback*',
  ].map((path) => `${url}${path}`);
}

async function sqlmap(urls: readonly string[], visitor: Visitor, origin: string): Promise<Found> {
  return await inFolder(async (folder) => {
    const list = join(folder, 'urls.txt');
    await writeFile(list, `${urls.join('\n')}\n`);
    const cookie = visitor.cookie();
    const args = ['-m', list, '--batch', '--level=1', '--risk=1', '--technique=BEU', '--flush-session'];
    const quick = [
      '--retries=0',
      '--timeout=20',
      '--disable-coloring',
      '--ignore-code=401',
      `--output-dir=${folder}/out`,
    ];
    const session = cookie === '' ? [] : [`--cookie=${cookie}`, '--drop-set-cookie'];
    // A caller of its own, so that limits of one do not end the tries of the next.
    const from = `--headers=Origin: ${origin}\nX-Forwarded-For: 203.0.113.${1 + (cookie.length % 250)}`;
    const said = await outputOf('sqlmap', [...args, ...quick, ...session, from]);
    const results = (await readdir(join(folder, 'out'))).filter((name) => name.startsWith('results-'));
    const rows = await Promise.all(results.map((name) => readFile(join(folder, 'out', name), 'utf8')));
    const findings = rows.flatMap((text) => text.trim().split('\n').slice(1)).filter((row) => /,[BEU]+,/.test(row));
    return { findings, figures: `${urls.length} addresses, ${said.match(/\[INFO\] testing/g)?.length ?? 0} tests` };
  });
}

/** See "What scanners say" in docs/security.md: `Sec-Fetch-Site` and `Origin` stand in its place. */
const answered = /Lack of anti CSRF token/;

/** Of its report, what wants no answer beside what stands in docs/security.md. */
async function wapiti(url: string, visitor: Visitor): Promise<Found> {
  return await inFolder(async (folder) => {
    const report = join(folder, 'report.json');
    const modules = 'backup,crlf,csrf,exec,file,htaccess,permanentxss,redirect,sql,ssrf,xss,xxe';
    const headers = [`Cookie: ${visitor.cookie()}`, `Origin: ${url}`, 'X-Forwarded-For: 203.0.113.251'];
    const args = ['-u', `${url}/`, '-m', modules, '-d', '3', '--max-links-per-page', '30', '--max-files-per-dir', '20'];
    const limits = ['--max-scan-time', String(sizes.wapitiSeconds), '--max-attack-time', String(sizes.wapitiSeconds)];
    const stores = ['--store-session', folder, '--store-config', folder, '-f', 'json', '-o', report];
    const starts = ['/report', '/results', '/follow', '/sign-in', '/search?q=x'].flatMap((path) => [
      '-s',
      `${url}${path}`,
    ]);
    const quiet = ['--flush-session', '--no-bugreport', '-v', '0'];
    await outputOf('wapiti', [
      ...args,
      ...limits,
      ...stores,
      ...starts,
      ...quiet,
      ...headers.flatMap((one) => ['-H', one]),
    ]);
    const { vulnerabilities, anomalies } = JSON.parse(await readFile(report, 'utf8')) as Report;
    const told = (kinds: Kinds) =>
      Object.entries(kinds).flatMap(([kind, all]) =>
        all.map(({ method, path, info }) => `${kind}: ${method} ${path} ${info}`),
      );
    const all = [...told(vulnerabilities), ...told(anomalies)];
    return { findings: all.filter((one) => !answered.test(one)), figures: `${all.length} in all` };
  });
}

type Kinds = Readonly<
  Record<string, readonly { readonly method: string; readonly path: string; readonly info: string }[]>
>;
interface Report {
  readonly vulnerabilities: Kinds;
  readonly anomalies: Kinds;
}

/** A query that is put together from what was asked for, and shown as it came. */
async function serverWithHoles(): Promise<Server> {
  const database = new Sqlite(':memory:');
  database.exec(`create table thing (name text); insert into thing values ('x'), ('y')`);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const q = url.searchParams.get('q') ?? '';
    response.setHeader('content-type', 'text/html');
    try {
      const rows = database.prepare(`select name from thing where name = '${q}'`).all();
      response.end(`<a href="/search?q=x">x</a><p>${q}</p>${JSON.stringify(rows)}`);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function outputOf(program: string, args: readonly string[]): Promise<string> {
  const child = spawn('nice', ['-n', '19', program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const out: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => out.push(String(chunk)));
  await once(child, 'close');
  return out.join('');
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-attack-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

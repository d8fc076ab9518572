/**
 * Every operation, asked as everybody about everything that is planted: allowed where access-matrix.md says so, and nowhere
 * else; what is refused changes nothing; and no answer holds a word of a case that its reader must not know.
 */
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { kept, type Line, type Matrix, mayDo, mayRead, readMatrix } from '#test/support/access-matrix.ts';
import { fittingJson, type Schema } from '#test/support/fitting.ts';
import { type MatrixCity, nobodysAccount, plantCity, type Somebody, type Target } from '#test/support/matrix-city.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { readRows } from '#test/support/records.ts';

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
}
interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** One question: an operation, by somebody, about something. */
interface Question {
  readonly line: Line;
  readonly who: Somebody;
  /** Undefined where it is about nothing in particular. */
  readonly about: Target | undefined;
  readonly allowed: boolean;
}

interface Said {
  readonly status: number;
  /** Headers and body. */
  readonly text: string;
}

const api = JSON.parse(readFileSync(new URL('../../portal/openapi.json', import.meta.url), 'utf8')) as Api;
const matrix: Matrix = readMatrix();
const whole = process.env['WARDFLOW_RUNS'] !== undefined;
const atOnce = 6;
/** Of what somebody must not see, so many are asked for by each; all of them where there is time. */
const refusedEach = whole ? Number.POSITIVE_INFINITY : 2;

describe('the access matrix', () => {
  let product: Product;
  let city: MatrixCity;
  const wrong: string[] = [];
  const seen = new Set<string>();
  let asked = 0;

  before(async () => {
    product = await startProduct({ TRUST_PROXY: '127.0.0.1', WARDFLOW_WORKER: '0' });
    city = await plantCity(product.url, database());
  });
  after(() => product.stop());

  const database = () => `sqlite:${join(product.dataDir, 'wardflow.db')}`;

  async function ask(question: Question): Promise<void> {
    const { line, who, about, allowed } = question;
    const { status, text } = await send(product.url, city, question, ++asked);
    const name = `${line.operation} by ${who.name}${about === undefined ? '' : ` on ${about.name}`}`;
    const refused = status === 401 || status === 403 || (status === 404 && line.on !== 'nothing');
    const toSignIn = status === 303 && text.includes('"/sign-in?next=');
    if (status >= 500) wrong.push(`${name}: ${status}`);
    else if ((refused || toSignIn) === allowed)
      wrong.push(`${name}: ${status}, and the table says ${allowed ? 'yes' : 'no'}`);
    for (const leak of leaksFor(text, who)) wrong.push(`${name}: ${leak}`);
  }

  function leaksFor(text: string, who: Somebody): readonly string[] {
    // Most answers hold no word of any case.
    if (!/zq|397|09919/.test(text)) return [];
    return city.targets.flatMap((target) => {
      const about = { ...target, citizens: target === ownOfCitizen(city) };
      const closed = target.canaries.never.filter((word) => text.includes(word)).map((word) => `holds ${word}`);
      const open = kept.flatMap((what) => {
        const found = target.canaries[what].filter((word) => text.includes(word));
        if (found.length > 0 && mayRead(matrix, what, who, about)) seen.add(`${who.role} ${what}`);
        return mayRead(matrix, what, who, about)
          ? []
          : found.map((word) => `holds ${word} (${what} of ${target.name})`);
      });
      return [...closed, ...open];
    });
  }

  test('S16 what the table refuses is refused to everybody, and changes nothing', async () => {
    const questions = questionsOf(city).filter(({ allowed }) => !allowed);
    const earlier = digestOf(await contentOf(database()));
    await inTurns(thinned(questions), ask);
    assert.deepEqual(wrong.slice(0, 40), []);
    assert.deepEqual(differences(earlier, digestOf(await contentOf(database()))), []);
  });

  test('S16 what the table allows is allowed, and no answer holds what its reader must not know', async () => {
    const questions = questionsOf(city).filter(({ allowed }) => allowed);
    const isGoodbye = ({ line: { operation } }: Question) => operation === 'DELETE /api/v1/session';
    const rest = questions.filter((one) => !isGoodbye(one));
    const begins = (method: RegExp) => rest.filter(({ line }) => method.test(line.operation));
    await inTurns(begins(/^GET/), ask);
    // Each leaves what the next one finds.
    for (const question of begins(/^P/)) await ask(question);
    for (const question of begins(/^DELETE/)) await ask(question);
    for (const question of questions.filter(isGoodbye)) await ask(question);
    assert.deepEqual(wrong.slice(0, 40), []);
  });

  test('whoever may read something has found it: the search would have seen it elsewhere', () => {
    const expected = [...matrix.reads].flatMap(([who, reads]) =>
      kept.filter((what) => reads[what] !== undefined).map((what) => `${who} ${what}`),
    );
    assert.deepEqual(
      expected.filter((each) => !seen.has(each)),
      [],
    );
    assert.ok(asked > 2_500, String(asked));
  });

  test('S19 refusals for want of a right stand in the log, by account and operation, and do not flood it', () => {
    const lines = product
      .log()
      .split('\n')
      .filter((line) => line.includes('"msg":"refused"'))
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    assert.ok(lines.length > 10 && lines.length < asked / 4, String(lines.length));
    for (const { actor, route, code, status, requestId } of lines) {
      assert.match(`${actor} ${requestId}`, /^([0-9a-f-]{36})? [0-9a-f-]{36}$/);
      assert.match(`${route} ${code} ${status}`, /^[A-Z]+ \/\S+ [A-Z_]+ 40[34]$/);
    }
  });

  test('the log and the metrics hold no word of a planted case', async () => {
    const said = product.log() + (await product.metrics());
    const words = city.targets.flatMap(({ canaries }) => Object.values(canaries).flat());
    assert.ok(words.length > 40);
    assert.deepEqual(
      words.filter((word) => said.includes(word)),
      [],
    );
  });
});

function questionsOf(city: MatrixCity): readonly Question[] {
  return matrix.lines.flatMap((line) =>
    targetsOf(line, city).flatMap((about) =>
      whoIsAsked(city, about).map((who) => {
        const citizens = about === ownOfCitizen(city);
        const units = /^(task|part)/.test(line.on) ? about?.taskUnits : about?.units;
        return { line, who, about, allowed: mayDo(line, who, about && { ...about, units: units ?? [], citizens }) };
      }),
    ),
  );
}

/** Where nothing in particular is asked about, one of each role stands for all. */
function whoIsAsked({ somebody }: MatrixCity, about: Target | undefined): readonly Somebody[] {
  if (about !== undefined || whole) return somebody;
  return somebody.filter((who, index) => {
    return who.role === '' || somebody.findIndex(({ role }) => role === who.role) === index;
  });
}

function targetsOf({ on }: Line, { targets }: MatrixCity): readonly (Target | undefined)[] {
  if (on === '–' || on === 'nothing') return [undefined];
  const kind = /report|dossier/.exec(on)?.[0];
  return targets.filter((target) => {
    if (kind !== undefined && target.kind !== kind) return false;
    if (on === 'task of a new report') return target.name === 'report not yet checked';
    if (on === 'task of a report') return target.name !== 'report not yet checked';
    if (on.startsWith('photo')) return target.photoId !== '';
    if (on === 'part') return target.partId !== '';
    return on !== 'request for more time' || target.extensionId !== '';
  });
}

/** By each, the first of what is refused on each line, others for others: all together are asked for. */
function thinned(questions: readonly Question[]): readonly Question[] {
  const count = new Map<string, number>();
  return questions.filter(({ line, who, about }, index) => {
    if (about === undefined) return true;
    const key = `${line.operation} ${line.on} ${who.name}`;
    const before = count.get(key) ?? 0;
    const most = who.role === '' ? 1 : refusedEach;
    if (before >= most || (!whole && (index + who.name.length) % 2 === 1 && who.role !== '')) return false;
    count.set(key, before + 1);
    return true;
  });
}

async function inTurns(questions: readonly Question[], ask: (question: Question) => Promise<void>): Promise<void> {
  const left = questions.values();
  const one = async () => {
    for (const question of left) await ask(question);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

function ownOfCitizen({ targets }: MatrixCity): Target | undefined {
  return targets.find(({ name }) => name === 'report');
}

async function send(url: string, city: MatrixCity, { line, who, about }: Question, count: number): Promise<Said> {
  const [method = '', template = ''] = line.operation.split(' ');
  const operation = api.paths[template]?.[method.toLowerCase()] ?? {};
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body = schema && madeOf(schema, count);
  const path = pathOf(template, city, about, operation);
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    body: body === undefined ? null : JSON.stringify(body),
    headers: {
      origin: url,
      cookie: who.visitor.cookie(),
      // Limits by address are not what is asked about here.
      'x-forwarded-for': `10.${count % 250}.${Math.floor(count / 250) % 250}.7`,
      'idempotency-key': randomUUID(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(!template.startsWith('/api/') && { accept: 'text/html' }),
    },
  });
  const headers = JSON.stringify([...response.headers].filter(([name]) => name !== 'etag'));
  return { status: response.status, text: `${headers} "${response.headers.get('location')} ${await response.text()}` };
}

function madeOf(schema: Schema, count: number): unknown {
  const made = fittingJson(schema, (reference) => api.components.schemas[reference.split('/').at(-1) ?? ''] ?? {});
  if (typeof made !== 'object' || made === null) return made;
  const own = Object.keys(made).filter((name) => name === 'key' || name === 'submissionKey');
  const process = 'process' in made ? { process: 'citizen-feedback', from: 1, to: 1 } : {};
  // Wrong passwords are counted by name, too.
  const account = 'password' in made ? { username: `nobody-${count}` } : {};
  return { ...made, ...process, ...account, ...Object.fromEntries(own.map((name) => [name, `matrix-${count}`])) };
}

const nothing = '019a0000-0000-7000-8000-00000000dead';

function pathOf(template: string, city: MatrixCity, about: Target | undefined, { parameters = [] }: Operation): string {
  const named: Readonly<Record<string, string>> = {
    ...{ key: 'citizen-feedback', version: '1', path: 'routing.dmn', username: nobodysAccount, text: 'handling' },
    ...{ year: '2027', slug: 'khong-co', taskId: nothing, process: 'citizen-feedback' },
    ...{ part: about?.partId || nothing, photo: about?.photoId || nothing },
    number: (template.endsWith('/originals') ? about : ownOfCitizen(city))?.registerNumber ?? '',
    code: codeFor(template, city),
    id: idFor(template, city, about),
    tasks: about?.taskId || nothing,
  };
  const fitting = new Map(parameters.map(({ name, schema }) => [name, fittingText(schema)]));
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(named[name] ?? fitting.get(name) ?? nothing),
  );
  const query = parameters
    .filter((one) => one.in === 'query' && one.required === true)
    .map(
      ({ name, schema }) =>
        `${name}=${named[name] ?? fittingText(schema) ?? (schema.pattern === undefined ? '2026-11-20' : '2026-11')}`,
    );
  const span = template.startsWith('/documents/register') ? ['from=2020-01-01', 'to=2030-01-01'] : [];
  const all = [...query, ...span];
  return all.length === 0 ? path : `${path}?${all.join('&')}`;
}

/** @returns the first of a few words, or a number, where the parameter must be one */
function fittingText({ type, enum: words = [] }: Schema): string | undefined {
  const [word] = words;
  if (type === 'integer') return '1';
  return word === undefined ? undefined : String(word);
}

function idFor(template: string, { batchId }: MatrixCity, about: Target | undefined): string {
  const ids: readonly (readonly [prefix: string, id: string | undefined])[] = [
    ['/api/v1/tasks/', about?.taskId],
    ['/api/v1/operations/instances/', about?.instanceId],
    ['/api/v1/operations/batches/', batchId],
    ['/api/v1/files/', about?.photoId],
    ['/api/v1/extensions/', about?.extensionId],
  ];
  return ids.find(([prefix]) => template.startsWith(prefix))?.[1] ?? about?.caseId ?? nothing;
}

function codeFor(template: string, city: MatrixCity): string {
  if (template.endsWith('/full') || template.endsWith('/complete')) return '0000-0000-0000';
  if (template.includes('/reports/')) return ownOfCitizen(city)?.tracking?.code ?? '';
  if (template.includes('/categories/')) return 'HT-GT';
  return template.includes('/procedures/') ? 'DEMO.002' : '99016-KTHT';
}

/** What the product does by itself, and what being asked leaves behind: sessions, limits, the audit of what was read. */
const restless = /^(session|rate|audit|duty|worker|notice|outbox|mailbox|sqlite_|vault|sign_in_step|follow_|attempt)/;

async function contentOf(url: string): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const tables = await readRows(url, "select name from sqlite_master where type = 'table' order by name");
  const names = tables.map(({ name }) => String(name)).filter((name) => !restless.test(name));
  const content = await Promise.all(
    names.map(async (name) => [name, await readRows(url, `select * from "${name}"`)] as const),
  );
  return new Map(content);
}

function digestOf(content: ReadonlyMap<string, readonly unknown[]>): ReadonlyMap<string, string> {
  const hash = (rows: readonly unknown[]) =>
    createHash('sha256')
      .update(
        rows
          .map((row) => JSON.stringify(row))
          .sort()
          .join('\n'),
      )
      .digest('hex');
  return new Map([...content].map(([name, rows]) => [name, hash(rows)]));
}

function differences(earlier: ReadonlyMap<string, string>, later: ReadonlyMap<string, string>): readonly string[] {
  return [...later].filter(([name, hash]) => earlier.get(name) !== hash).map(([name]) => name);
}

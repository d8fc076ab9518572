// Every number and list has its name: no route, metric or SQL count without one (docs/figures.md).
import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { type NamedQuery, namedQueries, queryNames } from '#engine/cases/queries/catalogue.ts';
import { figuresPage } from './figures-page.ts';
import { notFigures } from './not-figures.ts';

const queries: readonly (NamedQuery & { readonly name: string })[] = queryNames.map((name) => ({
  name,
  ...namedQueries[name],
}));
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { paths } = JSON.parse(read('portal/openapi.json')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
);

test('what is read over the API is a named query, or it is said why it counts nothing', () => {
  const named = new Set(queries.flatMap(({ api }) => api));
  const reads = operations.filter((operation) => operation.startsWith('GET '));
  assert.deepEqual(
    reads.filter((operation) => !named.has(operation) && notFigures[operation] === undefined),
    [],
    'name the query in engine/cases/queries/catalogue.ts, or say in test/tidy/not-figures.ts why it counts nothing',
  );
  const both = [...named].filter((operation) => notFigures[operation] !== undefined);
  const gone = [...named, ...Object.keys(notFigures)].filter((operation) => !operations.includes(operation));
  assert.deepEqual({ both, gone }, { both: [], gone: [] });
});

test('every number of the database in /metrics is a named query', () => {
  const asked = [...read('portal/http/figures.ts').matchAll(/figure\(\s*'(\w+)'/g)].map(([, name]) => name);
  assert.ok(asked.length > 8);
  assert.deepEqual(asked.toSorted(), queries.flatMap(({ metrics = [] }) => metrics).toSorted());
});

test('a number or list of a page has its definition beside it', () => {
  const screens = globSync('{portal/office,designer,portal/citizen/pages}/**/*.{ts,tsx}', { cwd: root() })
    .map(read)
    .join('\n');
  const beside = [
    ...screens.matchAll(/<Definition\s+of=(?:"[^"]+"|\{[^}]+\})/g),
    ...screens.matchAll(/definitionNote\([^)]+\)/g),
    ...screens.matchAll(/const loadOf = \{[^}]+\}/g),
  ].join('\n');
  const shown = queries.filter(({ pages }) => pages.length > 0);
  const said = ({ name }: { readonly name: string }) =>
    beside.includes(`'${name}'`) ||
    beside.includes(`"${name}"`) ||
    (name.startsWith('worklist.') && beside.includes('`worklist.$' + '{view}'));
  assert.deepEqual(
    shown.filter((query) => !said(query)).map(({ name }) => name),
    [],
  );
});

test('nothing is counted in SQL but for a named query, or it is said what for', () => {
  const files = globSync('engine/store/**/*.ts', { cwd: root() }).filter((file) => !file.endsWith('.test.ts'));
  const counting = files.filter((file) =>
    /\bcount\((\*|distinct)|\bsum\(/.test(read(file).replaceAll(/^\s*(\/?\*|\/\/).*$/gm, '')),
  );
  assert.deepEqual(counting.toSorted(), Object.keys(countedIn).toSorted());
  const known = new Set<string>(queryNames);
  const unknown = Object.values(countedIn).flatMap((names) =>
    typeof names === 'string' ? [] : names.filter((name) => !known.has(name)),
  );
  assert.deepEqual(unknown, []);
});

test('docs/figures.md is what the catalogue says', () => {
  const page = figuresPage(notFigures);
  // `WARDFLOW_WRITE=1` writes it anew.
  if (process.env['WARDFLOW_WRITE'] === '1') writeFileSync(new URL('../../docs/figures.md', import.meta.url), page);
  assert.equal(read('docs/figures.md'), page);
});

function root(): string {
  return new URL('../../', import.meta.url).pathname;
}

/** Files of the store that count: which queries they count for, or what else. */
const countedIn: Readonly<Record<string, readonly string[] | string>> = {
  'engine/store/tables/worklist.ts': [
    'worklist.mine',
    'worklist.unclaimed',
    'worklist.unit',
    'worklist.late',
    'worklist.dueToday',
  ],
  'engine/store/cases/assignments.ts': ['load.open', 'load.late', 'load.dueToday', 'load.inHand'],
  'engine/store/tables/figures.ts': ['figures.done', 'figures.late', 'figures.spans'],
  'engine/store/cases/ratings.ts': ['ratings.sums'],
  'engine/store/cases/publications.ts': ['results.public'],
  'engine/store/cases/publication-words.ts': ['results.public'],
  'engine/store/tables/instance-queries.ts': ['operations.instances'],
  'engine/store/tables/batches.ts': ['operations.batches'],
  'engine/store/tables/services.ts': ['services.running', 'services.standing'],
  'engine/store/tables/incidents.ts': ['installation.incidents'],
  'engine/store/tables/duties.ts': ['installation.duties'],
  'engine/store/cases/audit-chain.ts': ['installation.audit'],
  'engine/store/cases/notices.ts': ['installation.notices'],
  'engine/store/cases/reorganisation.ts': ['city.openCases', 'city.openTasks'],
  'engine/store/cases/organisation.ts': ['city.openCases', 'city.openTasks', 'people.inHands'],
  'engine/store/cases/dossiers.ts': ['dossiers.running'],
  'engine/store/cases/clocks.ts': ['calendars.openClocks'],
  'engine/store/cases/sign-in.ts': ['account.news'],
  'engine/store/cases/reveals.ts': 'how often somebody has asked to see reporters, beside each line of their register',
  'engine/store/cases/ledgers.ts': 'the stamp of the city’s texts',
};

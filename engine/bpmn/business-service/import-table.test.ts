import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseMessages } from '#engine/cases/notices.ts';
import { endingStages, parsePack } from '#engine/cases/service-pack.ts';
import { drawingFaults } from '#test/support/drawing.ts';
import { loadProgram } from '../load-program.ts';
import { soundnessProblems } from '../soundness-problems.ts';
import { type ImportedTable, importTable } from './import-table.ts';

const data = new URL('../../../test/data/digit/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, data), 'utf8');
const cms = read('digit-cms-2026-workflow.json');

function files({ service }: ImportedTable): Readonly<Record<string, string>> {
  assert.ok(service);
  return service.files;
}

test('what is written can be published as it is: a process, forms, messages and settings without a fault', async () => {
  for (const file of [
    'digit-cms-2026-workflow.json',
    'digit-pgr-2024-workflow.json',
    'Workflow.BusinessService.json',
  ]) {
    const written = files(importTable(read(file), file));
    const { problems } = await loadProgram(
      Object.entries(written)
        .filter(([path]) => /\.(bpmn|form\.json)$/.test(path))
        .map(([path, content]) => ({ path, content })),
    );
    assert.deepEqual(problems, [], file);
    const process = Object.entries(written).find(([path]) => path.endsWith('.bpmn'))?.[1] ?? '';
    assert.deepEqual(drawingFaults(process), [], file);
    assert.deepEqual(parsePack(written['pack.json']).faults, []);
    assert.deepEqual(parseMessages(written['messages.json']).faults, []);
  }
});

test('the soundness check names the states that nothing leads to, and the ends from which it goes on', async () => {
  const written = files(importTable(cms, 'cms.json'));
  const loaded = await loadProgram([{ path: 'pgr.bpmn', content: written['pgr.bpmn'] ?? '' }]);
  const ends = endingStages(parsePack(written['pack.json']).pack);
  const found = soundnessProblems(loaded, { statesMax: 2_000, statesInEveryOrderMax: 500 }, ends).filter(
    ({ info }) => !info,
  );
  const told = (code: string) => found.filter(({ problem }) => problem.code === code).map(({ problem }) => problem);
  assert.deepEqual(
    told('FLOW_NEVER_TAKEN').map(({ message }) => message.en),
    ['Cấp trên đã xử lý', 'Đã hủy'].map(
      (name) => `No case ever takes this arrow to “${name}”. Look at its condition, or remove it.`,
    ),
  );
  assert.deepEqual(
    told('ENDED_GOES_ON').map(({ element }) => element),
    ['REJECTED', 'RESOLVED'],
  );
  assert.match(told('ENDED_GOES_ON')[1]?.message.vi ?? '', /Từ “Đã xử lý”.*“Đánh giá \/ Mở lại”/);
  const rest = new Set(found.map(({ problem }) => problem.code));
  assert.deepEqual(rest, new Set(['FLOW_NEVER_TAKEN', 'ENDED_GOES_ON', 'MESSAGE_NOT_SENT']));
});

test('what is to be looked at is said by state: short deadlines, dead states, a single way out, channels, programs', () => {
  const { warnings } = importTable(cms, 'cms.json');
  const at = (words: RegExp) => warnings.filter(({ message }) => words.test(message.en)).map(({ element }) => element);
  const short = ['PENDINGFORREASSIGNMENT', 'PENDINGATLME', 'REJECTED', 'RESOLVED', 'PENDINGATSUPERVISOR'];
  assert.deepEqual(at(/^Only PT5M/), short);
  assert.deepEqual(at(/no case can come to it/), ['RESOLVEDBYSUPERVISOR', 'CANCELLED']);
  assert.deepEqual(at(/marked as an end but has actions/), ['REJECTED', 'RESOLVED']);
  assert.deepEqual(at(/^There is one action only/), ['PENDINGATSUPERVISOR']);
  assert.equal(at(/no channel WHATSAPP/).length, 3);
  assert.deepEqual(at(/is done by a program/), [
    'PENDINGFORASSIGNMENT',
    'PENDINGATLME',
    'PENDINGATLME',
    'PENDINGATLME',
  ]);
  assert.equal(at(/nobody sees its tasks/).length, 6);
});

test('a role that has got a role and unit of the city is written so; two that have become one share a task', () => {
  const officer = { role: 'officer', unit: 'KTHT' };
  const assignments = { PGR_LME: officer, PGR_VIEWER: officer, GRO: { role: 'ioc_operator', unit: 'IOC' } };
  const imported = importTable(cms, 'cms.json', { assignments });
  const process = files(imported)['pgr.bpmn'] ?? '';
  assert.match(process, /id="PENDINGATLME-PGR_LME"[^>]* wardflow:unit="KTHT" wardflow:role="officer"/);
  assert.doesNotMatch(process, /id="PENDINGATLME-PGR_VIEWER"/);
  assert.equal(imported.warnings.filter(({ message }) => /nobody sees its tasks/.test(message.en)).length, 3);
});

test('a unit that is chosen when the case is brought there is asked for by the form that brings it', () => {
  const assignments = { PGR_LME: { role: 'officer', unit: '=unit' } };
  const written = files(importTable(cms, 'cms.json', { assignments }));
  const form = JSON.parse(written['forms/pendingforassignment-gro.form.json'] ?? '') as {
    readonly components: readonly { readonly key: string; readonly conditional?: { readonly eq: string } }[];
  };
  assert.equal(form.components.find(({ key }) => key === 'unit')?.conditional?.eq, 'ASSIGN');
});

test('placeholders become ours, and the state is written out in each language', () => {
  const { messages } = parseMessages(files(importTable(cms, 'cms.json'))['messages.json']);
  const message = messages.get('CITIZEN_ASSIGNED');
  assert.equal(message?.audience, 'reporter');
  assert.match(message?.sms?.en ?? '', /Your complaint \{ma\} \(\{linhvuc\}\).*Status: With the handling officer\./);
  assert.match(message?.sms?.vi ?? '', /Chờ cán bộ xử lý/);
  assert.equal(messages.get('GRO_NEW')?.audience, 'unit');
});

/** The table with something changed in it. */
function changed(change: (table: Table) => void): ImportedTable {
  const table = JSON.parse(cms) as Table;
  change(table);
  return importTable(JSON.stringify(table), 'cms.json');
}

interface Table {
  readonly BusinessServices: { states: State[]; businessService?: unknown; businessServiceSla?: unknown }[];
}

interface State {
  state: string | null;
  sla?: unknown;
  active?: unknown;
  isStartState?: unknown;
  actions: Action[] | null;
}

interface Action {
  action: string;
  nextState: string;
  roles: string[];
  active?: unknown;
}

const statesOf = ({ BusinessServices: [service] }: Table): State[] => service?.states ?? [];
const stateAt = (table: Table, code: string | null): State =>
  statesOf(table).find(({ state }) => state === code) ?? { state: null, actions: null };

const broken: readonly (readonly [string, (table: Table) => void, string, RegExp])[] = [
  [
    'a next state that is not there',
    (table) => Object.assign(stateAt(table, 'PENDINGATLME').actions?.[2] ?? {}, { nextState: 'RESOLVD' }),
    'BusinessServices[0].states[3].actions[2].nextState',
    /RESOLVE leads to the state "RESOLVD".*There are: PENDINGFORASSIGNMENT/,
  ],
  [
    'a state that is switched off and still led to',
    (table) => Object.assign(stateAt(table, 'RESOLVED'), { active: false }),
    'BusinessServices[0].states[3].actions[2].nextState',
    /switched off/,
  ],
  [
    'two states with one code',
    (table) => Object.assign(stateAt(table, 'CANCELLED'), { state: 'REJECTED' }),
    'BusinessServices[0].states[10].state',
    /two states REJECTED/,
  ],
  [
    'two actions with one code',
    (table) => Object.assign(stateAt(table, 'RESOLVED').actions?.[1] ?? {}, { action: 'RATE' }),
    'BusinessServices[0].states[5].actions[1].action',
    /two actions RATE in the state RESOLVED/,
  ],
  [
    'no start state',
    (table) => Object.assign(stateAt(table, null), { state: 'NEW', isStartState: 'false' }),
    'BusinessServices[0].states',
    /no start state/,
  ],
  [
    'nobody who may do an action',
    (table) => Object.assign(stateAt(table, 'RESOLVED').actions?.[0] ?? {}, { roles: '' }),
    'BusinessServices[0].states[5].actions[0].roles',
    /Nobody may do the action RATE/,
  ],
  [
    'a deadline that is no number',
    (table) => Object.assign(stateAt(table, 'RESOLVED'), { sla: '3 days' }),
    'BusinessServices[0].states[5].sla',
    /number of milliseconds/,
  ],
  [
    'a circle that only programs run',
    (table) => {
      Object.assign(stateAt(table, 'PENDINGATSUPERVISOR').actions?.[0] ?? {}, {
        roles: ['SYSTEM'],
        nextState: 'CANCELLED',
      });
      stateAt(table, 'CANCELLED').actions = [{ action: 'BACK', nextState: 'PENDINGATSUPERVISOR', roles: ['SYSTEM'] }];
    },
    'BusinessServices[0].states[8].actions',
    /Only programs run the circle PENDINGATSUPERVISOR → CANCELLED/,
  ],
];

for (const [what, change, place, words] of broken) {
  test(`${what} is refused with its place, and nothing is taken`, () => {
    const { service, problems, taken } = changed(change);
    assert.equal(service, null);
    assert.deepEqual(taken, []);
    const found = problems.find(({ element }) => element === place);
    assert.match(found?.message.en ?? JSON.stringify(problems), words);
    assert.notEqual(found?.message.vi, found?.message.en);
  });
}

test('what is no table is refused: torn JSON, other JSON, several services without a choice', () => {
  const codes = (text: string) => importTable(text, 'x.json').problems.map(({ code }) => code);
  assert.deepEqual(codes('{'), ['JSON_BROKEN']);
  assert.deepEqual(codes('{"a": 1}'), ['NOT_A_TABLE']);
  assert.deepEqual(codes('[null, 3, "x"]'), ['NOT_A_TABLE']);
  const one = (JSON.parse(cms) as Table).BusinessServices[0];
  const two = JSON.stringify({ BusinessServices: [one, { ...one, businessService: 'OTHER' }] });
  assert.deepEqual(codes(two), ['SEVERAL_SERVICES']);
  assert.equal(importTable(two, 'x.json', { service: 'OTHER' }).service?.key, 'other');
  assert.equal(importTable(two, 'x.json', { service: 'NONE' }).problems[0]?.code, 'SERVICE_UNKNOWN');
});

test('what is switched off is left out and told', () => {
  const imported = changed((table) =>
    Object.assign(stateAt(table, 'RESOLVED').actions?.[2] ?? {}, { active: 'false' }),
  );
  assert.ok(imported.service);
  const told = imported.warnings.find(({ message }) => /Switched off/.test(message.en));
  assert.equal(told?.name, 'BusinessServices[0].states[5].actions[2] COMMENT');
  assert.doesNotMatch(files(imported)['forms/resolved-citizen.form.json'] ?? '', /COMMENT/);
});

test('names that would break XML, FEEL or a path do no harm', async () => {
  const table = {
    BusinessServices: [
      {
        businessService: 'Đất "đai" <x>',
        states: [
          { state: '', isStartState: 'true', actions: [{ action: 'GO', nextState: '1 "a" & <b>', roles: 'CITIZEN' }] },
          { state: '1 "a" & <b>', actions: [{ action: 'x" or true or "', nextState: '../end', roles: "O'R/../x,B" }] },
          { state: '../end', isTerminateState: 'true' },
        ],
      },
    ],
  };
  const written = files(importTable(JSON.stringify(table), 'x.json'));
  const resources = Object.entries(written).map(([path, content]) => ({ path, content }));
  const { problems } = await loadProgram(resources.filter(({ path }) => /\.(bpmn|form\.json)$/.test(path)));
  assert.deepEqual(problems, []);
  for (const path of Object.keys(written)) assert.match(path, /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)?$/);
});

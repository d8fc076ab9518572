import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Effect } from '#engine/core/effects.ts';
import type { Variables } from '#engine/core/values.ts';
import { demoCity } from '#test/data/demo-city.ts';
import { workingTimeOf } from './calendars/working-time.ts';
import type { CaseFacts, ProjectionContext } from './projection.ts';
import { projectCase } from './projection.ts';
import type { ServicePack } from './service-pack.ts';
import { parsePack } from './service-pack.ts';

const packText = readFileSync(new URL('../../workflows/citizen-feedback/pack.json', import.meta.url), 'utf8');
const city = demoCity();
const context: ProjectionContext = {
  city,
  pack: parsePack(packText).pack as ServicePack,
  time: workingTimeOf(city),
  receivedAt: Date.parse('2026-10-13T08:00+07:00'),
  now: Date.parse('2026-10-14T08:00+07:00'),
};
const current: CaseFacts = {
  category: 'HT-TN',
  ward: '99016',
  unit: 'IOC',
  stage: 'cho_xac_minh',
  state: 'open',
  sla: '',
  urgent: false,
  confidentiality: 'normal',
  outcome: '',
  dueAt: null,
  closedAt: null,
};
const sla = { class: 'P2', resolve: 'PT24H', calendar: 'hanh-chinh' };
const stage = (code: string): Effect => ({ kind: 'stage', stage: code, element: 'x', at: 0 });
const ended: Effect = { kind: 'instanceEnded', state: 'completed', variables: {} };
const project = (variables: Variables, effects: readonly Effect[] = [], from = current) =>
  projectCase(from, { effects, variables }, context);

describe('what a step changes in its case', () => {
  it('nothing, where nothing of the case has changed', () => {
    assert.deepEqual(project({ category: 'HT-TN', ward: '99016', anything: 1 }), {});
  });

  it('takes over unit, class and due date once they are decided, and the last stage', () => {
    assert.deepEqual(project({ unit: '99016-KTHT', sla }, [stage('da_tiep_nhan'), stage('da_chuyen')]), {
      unit: '99016-KTHT',
      sla: 'P2',
      dueAt: Date.parse('2026-10-16T08:00+07:00'),
      stage: 'da_chuyen',
    });
  });

  it('starts the clock anew where the process says so', () => {
    const { dueAt } = project({ sla: { ...sla, from: '2026-10-14T08:00:00+07:00' } });
    assert.equal(dueAt, Date.parse('2026-10-19T08:00+07:00'));
    const local = project({ sla: { ...sla, from: '2026-10-14T08:00:00' } });
    assert.equal(local.dueAt, Date.parse('2026-10-16T08:00+07:00'));
  });

  it('ignores codes that the city does not know, and values that are none', () => {
    const odd = { category: 'MOON', ward: 3, unit: ['IOC'], sla: { class: 'P2', resolve: 'PT1H', calendar: 'moon' } };
    assert.deepEqual(project(odd), {});
  });

  it('a category that must be confidential makes the case so, and so may the operator', () => {
    assert.deepEqual(project({ category: 'ANTT' }), { category: 'ANTT', confidentiality: 'confidential' });
    assert.deepEqual(project({ confidential: true }), { confidentiality: 'confidential' });
  });

  it('knows how a case ended, and that an outcome of a single task is none of the case', () => {
    assert.deepEqual(project({ outcome: 'accept' }), {});
    assert.deepEqual(project({ outcome: 'rejected' }, [stage('tu_choi'), ended]), {
      outcome: 'rejected',
      stage: 'tu_choi',
      state: 'closed',
      closedAt: context.now,
    });
    const reopened = { ...current, outcome: 'resolved' };
    assert.deepEqual(project({ outcome: 'done' }, [], reopened), { outcome: '' });
  });
});

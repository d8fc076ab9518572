import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { ServicePack } from './service-pack.ts';
import { parsePack } from './service-pack.ts';
import { stageLane } from './stages.ts';

const packText = readFileSync(new URL('../../workflows/citizen-feedback/pack.json', import.meta.url), 'utf8');
const pack = parsePack(packText).pack as ServicePack;

function lane(codes: string, full = false): string {
  const reached = codes.split(' ').map((stage, index) => ({ stage, at: index }));
  const marks = { done: '+', current: '>', ahead: '.' } as const;
  return stageLane(pack, reached, full)
    .map((stage) => marks[stage.status] + stage.code)
    .join(' ');
}

describe('the lane of stages', () => {
  it('shows what was, what is and what is to come', () => {
    assert.equal(lane('moi cho_xac_minh'), '+moi >cho_xac_minh .da_tiep_nhan .da_chuyen .dang_xu_ly .da_xu_ly .dong');
  });

  it('shows nothing of what happens inside', () => {
    const reached = 'moi cho_xac_minh da_tiep_nhan da_chuyen tra_lai da_chuyen dang_xu_ly cho_duyet dang_xu_ly';
    assert.equal(lane(reached), '+moi +cho_xac_minh +da_tiep_nhan +da_chuyen >dang_xu_ly .da_xu_ly .dong');
  });

  it('tells only the reporter that an answer is needed, or that a report was refused', () => {
    assert.equal(lane('moi cho_xac_minh cho_bo_sung').split(' ')[1], '>cho_xac_minh');
    assert.equal(lane('moi cho_xac_minh cho_bo_sung', true).split(' ')[2], '>cho_bo_sung');
    assert.equal(lane('moi cho_xac_minh tu_choi'), '+moi +cho_xac_minh +dong');
    assert.equal(lane('moi cho_xac_minh tu_choi', true), '+moi +cho_xac_minh +tu_choi');
  });

  it('a case that was opened again goes on from there', () => {
    const reached = 'moi cho_xac_minh da_tiep_nhan da_chuyen dang_xu_ly da_xu_ly da_cong_khai mo_lai';
    assert.match(lane(reached), /\+da_cong_khai >mo_lai \.dang_xu_ly \.da_xu_ly \.dong$/);
    assert.match(lane(`${reached} dang_xu_ly`), /\+mo_lai >dang_xu_ly \.da_xu_ly \.dong$/);
  });

  it('a case that ended has nothing ahead', () => {
    assert.match(lane('moi cho_xac_minh da_tiep_nhan da_chuyen dang_xu_ly da_xu_ly dong'), /\+da_xu_ly \+dong$/);
    assert.equal(lane('').trim(), '.moi .cho_xac_minh .da_tiep_nhan .da_chuyen .dang_xu_ly .da_xu_ly .dong');
  });
});

describe('reading a pack', () => {
  it('a stage that not everybody may see needs one to stand in its place', () => {
    const text = packText
      .replace('"shownAs": "da_chuyen"', '"shownAs": "cho_duyet"')
      .replace('"after": "da_chuyen"', '"after": "x"');
    assert.deepEqual(
      parsePack(text).faults.map((fault) => `${fault.path}: ${fault.message}`),
      [
        'stages.tra_lai: "shownAs" must name a public stage, not cho_duyet',
        'stages.mo_lai: "after" must name a stage of the lane',
      ],
    );
  });
});

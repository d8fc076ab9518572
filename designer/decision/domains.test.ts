import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Vocabulary } from '#engine/runtime/application/services.ts';
import { translator } from '#portal/kit/text.ts';
import { designerTexts } from '#portal/kit/texts/designer.ts';
import { domainsOf, namesIn } from './domains.ts';
import { readTables } from './tables.ts';

const xml = readFileSync(new URL('../../workflows/citizen-feedback/routing.dmn', import.meta.url), 'utf8');
const named = (code: string, vi: string, en = vi) => ({ code, name: { vi, en } });
const unit = (code: string, ward: string, vi: string) => ({ ...named(code, vi), ward, closed: false });
const words: Vocabulary = {
  categories: ['HT-CN', 'HT-DIEN', 'HT-CX'].map((code) => ({
    ...named(code, `Lĩnh vực ${code}`),
    group: { vi: '', en: '' },
  })),
  wards: [named('99013', 'Phường Tân Lam'), named('99016', 'Phường Lam Đông'), named('99034', 'Đặc khu Hòn Én')],
  units: [
    unit('SXD', '', 'Sở Xây dựng'),
    unit('CTCX', '', 'Công ty Cây xanh'),
    unit('99034-KTHT', '99034', 'Phòng Kinh tế đặc khu Hòn Én'),
    unit('99016-KTHT', '99016', 'Phòng Kinh tế, Hạ tầng và Đô thị phường Lam Đông'),
    unit('99016-CA', '99016', 'Công an phường Lam Đông'),
    unit('99016-VHXH', '99016', 'Phòng Văn hóa – Xã hội phường Lam Đông'),
  ],
  slaClasses: [],
  calendars: [],
};
const speech = { t: translator(designerTexts, 'vi'), language: 'vi' } as const;
const table = async (id: string) => {
  const { decisions } = await readTables(xml);
  return decisions.find((decision) => decision.id === id) ?? assert.fail(id);
};

test('columns of category, ward and unit are found by their variables, others by what they hold', async () => {
  const exception = domainsOf(await table('exception'), words);
  assert.deepEqual(
    [...exception].map(([column, { kind }]) => [column, kind]),
    [
      ['exception-in1', 'category'],
      ['exception-in2', 'ward'],
      ['exception-in3', 'level'],
      ['exception-out1', 'unit'],
    ],
  );
  const competence = domainsOf(await table('competence'), words);
  assert.equal(competence.get('competence-out3')?.kind, 'wardPart');
  assert.deepEqual(
    competence.get('competence-out1')?.names.map(({ code }) => code),
    ['commune', 'city'],
  );
  assert.equal(namesIn('"commune"', competence.get('competence-out1'), speech), 'Phường, xã, đặc khu');
});

test('a part that every ward has goes by its names without the ward', async () => {
  const parts = domainsOf(await table('competence'), words).get('competence-out3');
  assert.deepEqual(
    parts?.names.map(({ code, name }) => [code, name.vi]),
    [
      ['KTHT', 'Phòng Kinh tế / Phòng Kinh tế, Hạ tầng và Đô thị'],
      ['CA', 'Công an'],
      ['VHXH', 'Phòng Văn hóa – Xã hội'],
    ],
  );
});

test('a cell is told by names; a code that is not known stays', async () => {
  const ward = domainsOf(await table('exception'), words).get('exception-in2');
  assert.equal(namesIn('"99013", "99099"', ward, speech), 'Phường Tân Lam, 99099');
  assert.equal(namesIn('not("99016")', ward, speech), 'Phường Lam Đông');
  assert.equal(namesIn('-', ward, speech), '');
});

test('lengths of time are told in words', async () => {
  const sla = readFileSync(new URL('../../workflows/citizen-feedback/sla.dmn', import.meta.url), 'utf8');
  const { decisions } = await readTables(sla);
  const table = decisions.find(({ id }) => id === 'sla') ?? assert.fail();
  const resolve = domainsOf(table, words).get('sla-out2');
  assert.equal(resolve?.kind, 'duration');
  assert.equal(namesIn('"PT40H"', resolve, speech), '40 giờ');
});

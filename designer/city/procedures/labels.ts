/** Where something is wrong, in words. */
import type { Translate } from '#portal/kit/text.ts';
import type { ProceduresTextKey } from '#portal/kit/texts/procedures.ts';

const names: Readonly<Record<string, ProceduresTextKey>> = {
  code: 'code',
  'name.vi': 'nameVi',
  'name.en': 'nameEn',
  field: 'field',
  decision: 'decision',
  legalBasis: 'legalBasis',
  validFrom: 'validFrom',
  validTo: 'validTo',
  fee: 'fee',
  papers: 'papers',
  'deadline.resolve': 'resolve',
  'deadline.calendar': 'calendar',
  'deadline.sla': 'sla',
  extensions: 'extensions',
  'supplement.within': 'supplementWithin',
  'steps.check': 'check',
  'steps.appraise': 'appraise',
  'steps.sign': 'sign',
  'steps.number': 'number',
  'steps.issue': 'issue',
  'units.receiving': 'receiving',
  'units.handling': 'handling',
  'units.competent': 'competent',
  'units.records': 'records',
  'units.support': 'support',
  'result.name.vi': 'resultVi',
  'result.name.en': 'resultEn',
  'result.symbol': 'symbol',
};
const ofPapers: Readonly<Record<string, ProceduresTextKey>> = {
  code: 'paperCode',
  'name.vi': 'nameVi',
  'name.en': 'nameEn',
  copies: 'copies',
};

/** @returns the path itself where it is of something that is not on the page */
export function labelOf(path: string, t: Translate<ProceduresTextKey>): string {
  const own = path.replace(/^procedure\./, '');
  const [, place = '', field = ''] = /^papers\[(\d+)\]\.(.+)$/.exec(own) ?? [];
  const ofPaper = ofPapers[field];
  if (ofPaper !== undefined) return `${t('paper', { n: Number(place) + 1 })}, ${t(ofPaper)}`;
  const name = names[own];
  return name === undefined ? path : t(name);
}

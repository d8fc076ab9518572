import { isByWard } from '#engine/cases/dossiers/desks.ts';
import type { Procedure } from '#engine/cases/dossiers/procedures.ts';
import type { DossierIntake, IntakeDecision } from '../../application/dossiers.ts';
import type { FieldFault } from '../../refusal.ts';

const reasonMin = 10;
const textMax = 2_000;
const countMax = 99;

/** What is wrong with what was put in at the desk, beside the applicant's form. */
export function intakeFaults(
  procedure: Procedure,
  { papers, decision, values }: Pick<DossierIntake, 'papers' | 'decision' | 'values'>,
): readonly FieldFault[] {
  const known = new Set(procedure.papers.map(({ code }) => code));
  const unknown = (codes: readonly string[], path: string): readonly FieldFault[] =>
    codes.flatMap((code, index) =>
      known.has(code) ? [] : [{ path: `${path}[${index}]`, rule: 'UNKNOWN_PAPER', params: { code } }],
    );
  const twice = new Set(papers.map(({ code }) => code)).size < papers.length;
  return [
    ...unknown(
      papers.map(({ code }) => code),
      'papers',
    ),
    ...papers.flatMap(({ count }, index): FieldFault[] =>
      Number.isInteger(count) && count >= 1 && count <= countMax
        ? []
        : [{ path: `papers[${index}].count`, rule: 'range' }],
    ),
    ...(twice ? [{ path: 'papers', rule: 'invalid' }] : []),
    ...(isByWard(procedure) && !values['ward'] ? [{ path: 'ward', rule: 'required' }] : []),
    ...decisionFaults(
      procedure,
      papers.map(({ code }) => code),
      decision,
    ),
    ...(decision.outcome === 'supplement' ? unknown(decision.missing, 'decision.missing') : []),
  ];
}

function decisionFaults(
  procedure: Procedure,
  given: readonly string[],
  decision: IntakeDecision,
): readonly FieldFault[] {
  if (decision.outcome === 'accept') {
    const missing = procedure.papers.filter(({ code, required }) => required && !given.includes(code));
    if (missing.length === 0) return [];
    return [
      { path: 'papers', rule: 'PAPERS_MISSING', params: { missing: missing.map(({ name }) => name.vi).join('; ') } },
    ];
  }
  const { basis } = decision;
  const [path, text] = decision.outcome === 'refuse' ? ['reason', decision.reason] : ['why', decision.why];
  return [
    ...(decision.outcome === 'supplement' && decision.missing.length === 0
      ? [{ path: 'decision.missing', rule: 'NOTHING_MISSING' }]
      : []),
    ...textFaults(`decision.${path}`, text, reasonMin),
    ...textFaults('decision.basis', basis, 1),
  ];
}

function textFaults(path: string, text: string, min: number): readonly FieldFault[] {
  const { length } = text.trim();
  if (length === 0) return [{ path, rule: 'required' }];
  if (length < min) return [{ path, rule: 'minLength', params: { min } }];
  return length > textMax ? [{ path, rule: 'maxLength', params: { max: textMax } }] : [];
}

/** A procedure between the screen and the text of the city. */
import type { City } from '#engine/cases/city/city.ts';
import { unitFor } from '#engine/cases/dossiers/desks.ts';
import type { Procedure } from '#engine/cases/dossiers/procedures.ts';
import type { Localised } from '../../application/common.ts';
import type { CodedJson } from '../city/coded-text.ts';

/** As people write it: what is usual is left out (`undefined`, which JSON does not hold). */
export function jsonOf(procedure: Procedure): CodedJson {
  const { note, legalBasis, validFrom, validTo, confidential, papers, result, name, ...rest } = procedure;
  const basis = legalBasis.map((line) => line.trim()).filter((line) => line !== '');
  return {
    ...rest,
    name: trimmed(name),
    note: note.trim() === '' ? undefined : note.trim(),
    legalBasis: basis.length === 0 ? undefined : basis,
    validFrom: validFrom ?? undefined,
    validTo: validTo ?? undefined,
    papers: papers.map((paper) => ({ ...paper, name: trimmed(paper.name) })),
    result: { ...result, name: trimmed(result.name) },
    confidential: confidential ? true : undefined,
  };
}

/** `procedures.procedures[3].fee` and `procedures.DEMO.003.fee` are both `fee` of the procedure DEMO.003. */
export function placeInProcedure(path: string, code: string, place: number): string {
  const own = [`procedures.procedures[${place}].`, `procedures.${code}.`].find((start) => path.startsWith(start));
  return own === undefined ? path : path.slice(own.length);
}

/** What `{ward}-PVHCC` is called: the name that it has in the first ward that has it, without the ward's. */
export function everyWard({ wards, units }: City, pattern: string): Localised {
  for (const ward of wards.values()) {
    const unit = units.get(unitFor(pattern, ward.code));
    if (unit !== undefined) {
      const { vi, en } = unit.name;
      return { vi: withoutWard(vi, ward.name.vi), en: withoutWard(en, ward.name.en) };
    }
  }
  return { vi: pattern, en: pattern };
}

function withoutWard(name: string, ward: string): string {
  const ends = name.toLowerCase().endsWith(` ${ward.toLowerCase()}`);
  return ends ? name.slice(0, -ward.length - 1).replace(/ of$/, '') : name;
}

function trimmed({ vi, en }: Localised): Localised {
  return { vi: vi.normalize('NFC').trim(), en: en.normalize('NFC').trim() };
}

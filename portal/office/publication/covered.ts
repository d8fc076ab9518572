/** A text with some of its findings covered; which are, and which somebody keeps. */
import type { Finding } from '#engine/runtime/application/publications.ts';

/** As the server covers, too. */
const cover = '[…]';

export type FindingState = 'covered' | 'kept' | 'open' | 'must';

export interface Decisions {
  /** By {@link keyOf}. */
  readonly covered: ReadonlySet<string>;
  /** Passages that stay, wherever they stand. */
  readonly kept: ReadonlySet<string>;
}

export function keyOf({ start, end }: Finding): string {
  return `${start}-${end}`;
}

export function passageOf(text: string, { start, end }: Finding): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}

export function stateOf(text: string, finding: Finding, { covered, kept }: Decisions): FindingState {
  if (covered.has(keyOf(finding))) return 'covered';
  if (!finding.judged) return 'must';
  return kept.has(passageOf(text, finding)) ? 'kept' : 'open';
}

export function resultOf(text: string, findings: readonly Finding[], { covered }: Decisions): string {
  let result = '';
  let position = 0;
  for (const finding of findings.filter((one) => covered.has(keyOf(one)))) {
    result += `${text.slice(position, finding.start)}${cover}`;
    position = finding.end;
  }
  return result + text.slice(position);
}

/** Covered becomes kept where a person may decide so, else left for the moment; everything else becomes covered. */
export function toggled(text: string, finding: Finding, { covered, kept }: Decisions): Decisions {
  const passage = passageOf(text, finding);
  const [nextCovered, nextKept] = [new Set(covered), new Set(kept)];
  if (nextCovered.delete(keyOf(finding))) {
    if (finding.judged) nextKept.add(passage);
  } else {
    nextCovered.add(keyOf(finding));
    nextKept.delete(passage);
  }
  return { covered: nextCovered, kept: nextKept };
}

export function allCovered(findings: readonly Finding[]): Decisions {
  return { covered: new Set(findings.map(keyOf)), kept: new Set() };
}

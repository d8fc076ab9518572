/** The table of verdicts: every component of the registry in the three places that judge, as docs/form-verdicts.md has it. */
import type { Page } from 'playwright-core';
import { byFormio, byPlainHtml } from './in-page.ts';
import { type Sample, type Sent, samples, submissionsFor } from './samples.ts';
import { type Compared, compared, type Outcome, serverVerdict } from './verdict.ts';

export interface Line {
  readonly type: string;
  readonly accepted: number;
  readonly refused: number;
  readonly formio: Agreement;
  readonly plain: Agreement;
}

export interface Agreement {
  readonly same: number;
  readonly notEntered: number;
  /** In words, with the submission. */
  readonly differs: readonly string[];
}

/** What the server says alone, of all submissions. */
export function serverCounts(sample: Sample): { readonly accepted: number; readonly refused: number } {
  const sent = submissionsFor(sample);
  const accepted = sent.filter((one) => serverVerdict(sample.form, one).faults.length === 0).length;
  return { accepted, refused: sent.length - accepted };
}

/** @param which of the submissions are tried in the browser; all of them where it is left out */
export async function tableLines(page: Page, which?: (index: number) => boolean): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const sample of samples()) {
    const sent = submissionsFor(sample).filter((_, index) => which?.(index) ?? true);
    const formio = agreement(sample, sent, await byFormio(page, sample, sent));
    const plain = agreement(sample, sent, await byPlainHtml(page, sample, sent));
    lines.push({ type: sample.type, ...serverCounts(sample), formio, plain });
  }
  return lines;
}

export function tableText(lines: readonly Line[]): string {
  const rows = lines.map(({ type, accepted, refused, formio, plain }) =>
    ['', type, accepted, refused, formio.same, formio.notEntered, plain.same, plain.notEntered, ''].join(' | ').trim(),
  );
  return [
    '| component | server accepts | refuses | Form.io: same | cannot be entered | plain HTML: same | cannot be entered |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...rows,
  ].join('\n');
}

function agreement({ form }: Sample, sent: readonly Sent[], outcomes: readonly Outcome[]): Agreement {
  const all = sent.map((one, index): Compared => compared(form, one, outcomes[index] ?? { sends: {} }));
  return {
    same: all.filter((one) => one === 'same').length,
    notEntered: all.filter((one) => one === 'cannot be entered').length,
    differs: all.flatMap((one, index) =>
      typeof one === 'string' ? [] : [`${one.differs}; sent ${JSON.stringify(sent[index]).slice(0, 300)}`],
    ),
  };
}

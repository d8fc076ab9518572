/**
 * The register of deletions outside the database, a line of JSON for each order: what was erased after a backup was made is
 * erased again once that backup is restored. Ids, numbers and counts alone.
 */
import type { ErasureCaseRow, ErasureRow } from '../ports/erasures.ts';
import type { Store } from '../ports.ts';

/** Where the copy lies. */
export interface RegisterCopy {
  append(line: string): Promise<void>;
}

type Copied = Omit<ErasureRow, 'cases' | 'files' | 'digest' | 'doneAt'>;
/** A line of the copy. */
export interface RegisterLine extends Copied {
  readonly erased: readonly Pick<ErasureCaseRow, 'caseId' | 'kind'>[];
}

/** @returns one line, without its end */
export function copyOf(order: ErasureRow, cases: readonly ErasureCaseRow[]): string {
  const { cases: _cases, files: _files, digest: _digest, doneAt: _doneAt, ...row } = order;
  const erased = cases.map(({ caseId, kind }) => ({ caseId, kind }));
  return JSON.stringify({ ...row, erased } satisfies RegisterLine);
}

/** The whole register, in order. */
export async function* registerLines(store: Store): AsyncGenerator<string> {
  for (let last: string | null = null; ; ) {
    const page: readonly ErasureRow[] = await store.transaction((tx) => tx.cases.erasures.after(last, pageSize));
    for (const order of page) {
      const cases = await store.transaction((tx) => tx.cases.erasures.casesOf(order.id));
      if (cases.some(({ doneAt }) => doneAt !== null)) yield copyOf(order, cases);
    }
    last = page.at(-1)?.id ?? null;
    if (page.length < pageSize) return;
  }
}

const pageSize = 200;

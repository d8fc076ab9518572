// The part of docs/conformance.md that a run writes, so that it cannot differ from what runs.
import type { Case } from './case.ts';
import { comparison } from './comparison.ts';

const begins = '<!-- written by `npm run conformance -- ../shared/cases/bpmn/cases.json --write-docs` -->';
const ends = '<!-- end of what is written -->';

/**
 * @param results by case id, whether it passed
 * @param held by case id, why a case that fails is held to be wrong
 * @returns Markdown, with its marks
 */
export function resultsPart(
  cases: readonly Case[],
  results: ReadonlyMap<string, boolean>,
  held: { readonly [id: string]: string },
): string {
  const passes = ({ id }: Case) => results.get(id) === true;
  const failing = cases.filter((one) => !passes(one));
  const core = cases.filter((one) => one.core);
  const passed = cases.length - failing.length;
  return [
    begins,
    `${cases.length} cases: ${passed} pass, ${failing.length} fail; of the ${core.length} marked \`core\`, ${core.filter(passes).length} pass.`,
    'Beside them what other engines did with the same cases.',
    '',
    comparison(cases, results),
    '',
    '### What fails, and why',
    '',
    '| case | why |',
    '| --- | --- |',
    ...failing.map(({ id }) => `| ${id} | ${held[id] ?? notSettled} |`),
    ends,
  ].join('\n');
}

export const notSettled = '**not settled**';

/** @returns the page with its written part replaced; null where it has no marks */
export function withResults(page: string, part: string): string | null {
  const from = page.indexOf(begins);
  const to = page.indexOf(ends);
  if (from === -1 || to < from) return null;
  return page.slice(0, from) + part + page.slice(to + ends.length);
}

// What others did with the same cases, as a table: only those cases count that the other engine was given.
import type { Case } from './case.ts';

/** @param results by case id, whether it passed here. @returns Markdown */
export function comparison(cases: readonly Case[], results: ReadonlyMap<string, boolean>): string {
  const sources = [...new Set(cases.map(sourceOf))].toSorted();
  const engines = [...new Set(cases.flatMap((one) => Object.keys(one.observed ?? {})))].filter((engine) =>
    cases.some((one) => one.observed?.[engine] === 'pass'),
  );
  const rows = sources.map((source) => {
    const own = cases.filter((one) => sourceOf(one) === source);
    const ours = own.filter((one) => results.get(one.id) === true).length;
    const others = engines.map((engine) => {
      const given = own.filter((one) => one.observed?.[engine] !== undefined);
      const passed = given.filter((one) => one.observed?.[engine] === 'pass').length;
      return given.length === 0 ? '–' : `${passed} of ${given.length}`;
    });
    return `| ${[source, `${ours} of ${own.length}`, ...others].join(' | ')} |`;
  });
  const head = ['cases', 'Wardflow', ...engines.map((engine) => engine.replace(/ \(.*\)/, ''))];
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows].join('\n');
}

function sourceOf({ files }: Case): string {
  return files[0]?.split('/')[0] ?? '';
}

// Results for people, and for machines that read JUnit's XML.
import { type Coverage, coverageOf } from './coverage.ts';
import type { FileResult } from './run-file.ts';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

export function totalsOf(files: readonly FileResult[]): Totals {
  const results = files.flatMap((file) => file.results);
  const failed = results.filter((result) => result.failure !== null).length;
  return { passed: results.length - failed, failed };
}

/** One line per scenario, the reason under each that failed, then what the scenarios have not touched. */
export function textReport(files: readonly FileResult[]): string {
  const lines = files.flatMap(({ path, results }) => [
    path,
    ...results.flatMap(({ title, failure }) =>
      failure === null
        ? [`  ✔ ${title}`]
        : [
            `  ✘ ${title}`,
            `      ${path}:${failure.line} ${failure.step}: ${failure.message.replaceAll('\n', '\n        ')}`,
          ],
    ),
  ]);
  const coverage = coverageOf(files.flatMap((file) => file.results.flatMap((result) => result.played)));
  const { passed, failed } = totalsOf(files);
  return [...lines, '', ...coverage.flatMap(coverageLines), `${passed} passed, ${failed} failed`].join('\n');
}

export function junitReport(files: readonly FileResult[]): string {
  const suites = files.map(({ path, results }) => {
    const failures = results.filter((result) => result.failure !== null).length;
    const cases = results.map(({ title, failure }) => {
      const open = `    <testcase classname="${escaped(path)}" name="${escaped(title)}"`;
      if (failure === null) return `${open}/>`;
      const text = escaped(`${path}:${failure.line} ${failure.step}: ${failure.message}`);
      return `${open}>\n      <failure message="${text}"/>\n    </testcase>`;
    });
    const head = `  <testsuite name="${escaped(path)}" tests="${results.length}" failures="${failures}">`;
    return [head, ...cases, '  </testsuite>'].join('\n');
  });
  const { passed, failed } = totalsOf(files);
  const root = `<testsuites tests="${passed + failed}" failures="${failed}">`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', root, ...suites, '</testsuites>', ''].join('\n');
}

function coverageLines({ model, process, elements, flows }: Coverage): readonly string[] {
  const missing = [...elements.missing, ...flows.missing];
  return [
    `${model} (${process}): ${elements.touched} of ${elements.total} elements, ${flows.touched} of ${flows.total} flows`,
    ...(missing.length === 0 ? [] : [`  never reached: ${missing.join(', ')}`]),
  ];
}

function escaped(text: string): string {
  const printable = [...text].filter((character) => character >= ' ' || character === '\n').join('');
  return printable.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

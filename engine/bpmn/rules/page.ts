// The list of rules for people, told from the rules themselves, so that the page cannot drift from the code.
import { problems, sectionOf } from '../errors.ts';
import { rules } from './all.ts';

/** @returns docs/bpmn-rules.md */
export function rulesPage(): string {
  const own = rules.map(({ code, section, en, severity }) => ({
    code,
    section,
    text: en,
    warns: severity === 'warning',
  }));
  const read = Object.entries(sectionOf).map(([code, section]) => {
    const { en, severity } = problems[code as keyof typeof problems];
    return { code, section, text: en, warns: severity === 'warning' };
  });
  return [
    '# The rules of BPMN that a diagram is held to',
    '',
    'Generated from `engine/bpmn/rules`: `wardflow conformance --rules > docs/bpmn-rules.md`. Each rule is checked over all',
    'that a file holds before a service is published, and named with the id of the element that breaks it. Versions that are',
    'published already go on running when a rule is added. Sections are those of BPMN 2.0.2 (formal/2013-12-09).',
    '',
    'Files written for other engines (their namespace is declared) are read as those engines read them: expressions need not',
    'be marked as formal, end events, sets of data and lists of flows may be left out, flows out of start events may have',
    'conditions, script languages go by their common names. A message event needs its operation where the message carries',
    'data (`itemRef`); without data it goes by its name.',
    '',
    ...tableOf(own),
    '',
    '## Said while a file is read',
    '',
    ...tableOf(read),
    '',
  ].join('\n');
}

interface Row {
  readonly code: string;
  readonly section: string;
  readonly text: string;
  readonly warns: boolean;
}

function tableOf(rows: readonly Row[]): readonly string[] {
  return [
    '| code | section | what is wrong and what to do |',
    '| --- | --- | --- |',
    ...rows.map(
      ({ code, section, text, warns }) => `| ${code} | ${section} | ${warns ? '(warning) ' : ''}${cell(text)} |`,
    ),
  ];
}

function cell(text: string): string {
  return text
    .replace(/\{(\w+)\}/g, '`$1`')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
}

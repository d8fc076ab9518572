/** Changes of tables, a line each, with names in place of codes. */
import type { Vocabulary } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import type { TableChange } from './compare.ts';
import { domainsOf, namesIn } from './domains.ts';
import { hitWords } from './hit-words.ts';
import type { ShownDecision, ShownRule } from './tables.ts';

export interface ChangeLinesProps {
  readonly changes: readonly TableChange[];
  readonly words: Vocabulary;
}

export function ChangeLines({ changes, words }: ChangeLinesProps) {
  const say = useChangeWords(words);
  const language = useLanguage();
  const tables = Map.groupBy(changes, ({ decision }) => decision.id);
  return [...tables].map(([id, of]) => (
    <section key={id} className="change-lines">
      <h4>{of[0]?.decision.title[language]}</h4>
      <ul>
        {of.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a comparison have no names
          <li key={index}>{say(change)}</li>
        ))}
      </ul>
    </section>
  ));
}

function useChangeWords(words: Vocabulary): (change: TableChange) => string {
  const t = useText();
  const language = useLanguage();
  const cell = (decision: ShownDecision, column: string, text: string): string => {
    if (text === '') return t('notSaid');
    return namesIn(text, domainsOf(decision, words).get(column), { t, language }) || text;
  };
  const rule = (decision: ShownDecision, { note, tests, results }: ShownRule): string => {
    const { inputs, outputs } = decision;
    if (note !== '') return note;
    const said = [...tests, ...results].map((one, at) => {
      const column = [...inputs, ...outputs][at];
      return column === undefined || one.text === '' || one.text === '-'
        ? ''
        : `${column.label}: ${cell(decision, column.id, one.text)}`;
    });
    return said.filter((part) => part !== '').join('; ') || t('notSaid');
  };
  return (change) => {
    const { decision } = change;
    switch (change.kind) {
      case 'tableAdded':
      case 'tableRemoved':
        return t(`change_${change.kind}`);
      case 'hitPolicy':
        return t('change_hitPolicy', { from: hitWords(change.from, t), to: hitWords(change.to, t) });
      case 'expression':
        return t('change_expression', { from: change.from || t('notSaid'), to: change.to || t('notSaid') });
      case 'columnAdded':
      case 'columnRemoved':
      case 'columnChanged':
        return t(`change_${change.kind}`, { column: change.column.label });
      case 'ruleAdded':
      case 'ruleRemoved':
        return t(`change_${change.kind}`, { row: change.row, rule: rule(decision, change.rule) });
      case 'ruleMoved':
        return t('change_ruleMoved', { from: change.from, row: change.row, rule: rule(decision, change.rule) });
      case 'cell': {
        const { column, row } = change;
        const [from, to] = [change.from, change.to].map((text) => cell(decision, column.id, text));
        return t('change_cell', {
          row,
          rule: rule(decision, change.rule),
          column: column.label,
          from: from ?? '',
          to: to ?? '',
        });
      }
      case 'note':
        return t('change_note', { row: change.row, from: change.from || t('notSaid'), to: change.to || t('notSaid') });
    }
  };
}

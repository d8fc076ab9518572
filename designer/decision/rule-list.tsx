/** A decision as plain rows to read: on a phone, with a screen reader, or where nothing is to be changed. */
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import { type Domain, namesIn } from './domains.ts';
import { hitWords } from './hit-words.ts';
import type { Cell, Column, ShownDecision } from './tables.ts';

export interface RuleListProps {
  readonly table: ShownDecision;
  /** By column: what its cells name. */
  readonly domains: ReadonlyMap<string, Domain>;
}

export function RuleList({ table, domains }: RuleListProps) {
  const t = useText();
  const language = useLanguage();
  const columns = [...table.inputs, ...table.outputs];
  const isTest = (at: number): boolean => at < table.inputs.length;
  return (
    <section className="wf-card decision" aria-labelledby={`decision-${table.id}`}>
      <div className="card-head">
        <h2 id={`decision-${table.id}`}>{table.title[language]}</h2>
        <span className="wf-code wf-muted">{table.id}</span>
        {table.hitPolicy !== '' && <span className="wf-muted">{hitWords(table.hitPolicy, t)}</span>}
      </div>
      {table.expression !== null && <pre className="expression">{table.expression}</pre>}
      {columns.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls a wide table from here
        <section className="wide" aria-label={t('ruleTable', { name: table.title[language] })} tabIndex={0}>
          <table className="list">
            <thead>
              <tr>
                {columns.map((column, at) => (
                  <th scope="col" key={column.id} className={isTest(at) ? 'when' : undefined}>
                    <small>{t(isTest(at) ? 'ruleWhen' : 'ruleThen')}</small>
                    {column.label}
                  </th>
                ))}
                <th scope="col">{t('columnNote')}</th>
              </tr>
            </thead>
            <tbody>
              {table.rules.map((rule) => (
                <tr key={rule.id}>
                  {[...rule.tests, ...rule.results].map((cell, at) => (
                    <td key={cell.id} className={isTest(at) ? 'when' : undefined}>
                      <Said cell={cell} column={columns[at]} domains={domains} />
                    </td>
                  ))}
                  <td className="wf-muted">{rule.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

interface SaidProps extends Pick<RuleListProps, 'domains'> {
  readonly cell: Cell;
  readonly column: Column | undefined;
}

function Said({ cell, column, domains }: SaidProps) {
  const t = useText();
  const language = useLanguage();
  if (cell.text === '' || cell.text === '-') return <span className="wf-muted">{t('ruleAny')}</span>;
  const names = namesIn(cell.text, domains.get(column?.id ?? ''), { t, language });
  return (
    <>
      {names !== '' && <span className="cell-names">{names}</span>}
      <code>{cell.text}</code>
    </>
  );
}

/** The unit, and why: each table with the rule that answered, and the cell of every other rule that failed. */
import type { ExplainedRule, ExplainedTable } from '#engine/cases/routing/routing-explanation.ts';
import type { RouteAnswer } from '#engine/runtime/application/routing.ts';
import { promise } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { domainOfCells, namesIn } from '../../decision/domains.ts';
import { useVocabulary } from '../../decision/use-vocabulary.ts';
import { useText } from '../../use-text.ts';
import { useRoutingWords } from './use-words.ts';

export function Answer({ answer }: { readonly answer: RouteAnswer }) {
  const t = useRoutingWords();
  const language = useLanguage();
  const { unit, known, ward, metres, sla, reason, tables } = answer;
  return (
    <>
      <div className={`wf-card block routing-unit ${unit === null || !known ? 'nobody' : ''}`}>
        <p className="wf-muted">{t('goesTo')}</p>
        <h2>{unit === null ? t('nobody') : unit.name[language]}</h2>
        {unit !== null && !known && <p>{t('unknownUnit', { unit: unit.code })}</p>}
        {reason !== '' && <p>{reason}</p>}
        <p>
          {ward === null ? t('placeUnknown') : ward.name[language]}
          {metres > 0 && ` · ${t('outside', { metres })}`}
          {sla !== null &&
            ` · ${sla.name[language]} (${sla.code}) · ${t('due', { due: promise(sla.dueAt, language, timeZone) })}`}
        </p>
      </div>
      {tables.map((table) => (
        <Table key={table.decision} table={table} />
      ))}
    </>
  );
}

/** @param name of the table in place of what it is asked for */
export function Table({ table, name }: { readonly table: ExplainedTable; readonly name?: string }) {
  const t = useRoutingWords();
  const title = name ?? `${t(table.question === 'unit' ? 'tableUnit' : 'tableSla')}: ${table.decision}`;
  const say = useNames(table);
  return (
    <section className="wf-card block" aria-label={title}>
      <h3>{title}</h3>
      <p className="wf-muted">
        {table.inputs
          .map(({ label, value }, column) => {
            const named = typeof value === 'string' ? say.test(JSON.stringify(value), column) : '';
            return `${label} = ${value === null ? t('none') : named || String(value)}`;
          })
          .join(' · ')}
      </p>
      <p>{summary(table, t)}</p>
      <details open={table.rules.length < 6}>
        <summary>{t('allRules', { count: table.rules.length })}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls a wide table from here */}
        <section className="wide" aria-label={t('allRules', { count: table.rules.length })} tabIndex={0}>
          <table className="list">
            <thead>
              <tr>
                <th scope="col">{t('rule')}</th>
                {table.inputs.map(({ label }) => (
                  <th scope="col" key={label}>
                    {label}
                  </th>
                ))}
                <th scope="col">{table.outputs.join(', ')}</th>
              </tr>
            </thead>
            <tbody>
              {table.rules.map((rule) => (
                <Rule key={rule.id} rule={rule} labels={table.inputs.map(({ label }) => label)} say={say} />
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
}

interface RuleProps {
  readonly rule: ExplainedRule;
  /** Of the columns: no two are alike. */
  readonly labels: readonly string[];
  readonly say: ReturnType<typeof useNames>;
}

function Rule({ rule, labels, say }: RuleProps) {
  const t = useRoutingWords();
  return (
    <tr className={`rule-${rule.outcome}`}>
      <th scope="row">
        {rule.note === '' ? rule.id : rule.note} <span className="wf-chip mute">{t(rule.outcome)}</span>
      </th>
      {rule.cells.map(({ text, holds }, column) => (
        <td key={labels[column]} className={holds === false ? 'failed' : undefined}>
          {holds === null ? (
            <span className="wf-muted">{t('any')}</span>
          ) : (
            <Named names={say.test(text, column)} text={text} />
          )}
          {holds === false && <span className="fails"> ✕ {t('fails')}</span>}
        </td>
      ))}
      <td>
        <Named names={rule.results.map(say.result).filter(Boolean).join(', ')} text={rule.results.join(', ')} />
      </td>
    </tr>
  );
}

function Named({ names, text }: { readonly names: string; readonly text: string }) {
  return (
    <>
      {names} <code>{text}</code>
    </>
  );
}

/** What the codes in the columns of a table stand for, found from all that its cells hold. */
function useNames({ rules, inputs }: ExplainedTable) {
  const speech = { t: useText(), language: useLanguage() };
  const words = useVocabulary().data;
  const domainOf = (texts: readonly string[]) => (words === undefined ? undefined : domainOfCells(texts, words));
  const tests = inputs.map((_, column) => domainOf(rules.flatMap(({ cells }) => cells[column]?.text ?? [])));
  const results = (rules[0]?.results ?? []).map((_, column) =>
    domainOf(rules.flatMap((rule) => rule.results[column] ?? [])),
  );
  return {
    test: (text: string, column: number) => namesIn(text, tests[column], speech),
    result: (text: string, column: number) => namesIn(text, results[column], speech),
  };
}

function summary({ rules }: ExplainedTable, t: ReturnType<typeof useRoutingWords>): string {
  const applied = rules.filter(({ outcome }) => outcome === 'applied');
  const names = applied.map(({ id, note }) => (note === '' ? id : note)).join('; ');
  if (applied.length === 0) return t('noRule');
  return applied.length === 1 ? t('byRule', { rule: names }) : t('byRules', { rules: names });
}

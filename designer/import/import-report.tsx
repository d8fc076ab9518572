/** What an import took over, what is to be checked, what must be mended: in plain words, by element. */
import type { Imported } from '#engine/bpmn/interchange/importing.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';

interface Line {
  readonly element: string | null;
  /** How the foreign part is written. */
  readonly name: string;
  readonly message: { readonly vi: string; readonly en: string };
}

/** What an import of any kind of file says. */
type Reported = Pick<Imported, 'taken' | 'warnings' | 'problems' | 'names'>;

export function ImportReport({ imported }: { readonly imported: Reported }) {
  const t = useText();
  const { taken, warnings, names } = imported;
  const found = imported.problems.map(({ severity, element, message }) => ({ severity, element, name: '', message }));
  const problems = found.filter(({ severity }) => severity === 'error');
  const check = [
    ...warnings.filter(({ kind }) => kind === 'check'),
    ...found.filter(({ severity }) => severity === 'warning'),
  ];
  const harmless = warnings.filter(({ kind }) => kind === 'harmless');
  return (
    <div className="import-report">
      <p className="totals">
        <span className="wf-chip ok">{t('importTakenCount', { count: taken.length })}</span>
        <span className={`wf-chip ${check.length > 0 ? 'risk' : 'ok'}`}>
          {t('importCheckCount', { count: check.length })}
        </span>
        {problems.length > 0 && (
          <span className="wf-chip late">{t('importProblemsCount', { count: problems.length })}</span>
        )}
      </p>
      <section className="wf-card">
        <h3>{t('importCheck')}</h3>
        {check.length === 0 ? (
          <p className="wf-muted">{t('importCheckNone')}</p>
        ) : (
          <Lines lines={check} names={names} />
        )}
      </section>
      {problems.length > 0 && <Folded title={t('importProblems')} lines={problems} names={names} open />}
      <Folded title={t('importTaken')} lines={taken} names={names} />
      <Folded title={t('importHarmless')} lines={harmless} names={names} />
    </div>
  );
}

function Folded({
  title,
  lines,
  names,
  open = false,
}: {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly names: ReadonlyMap<string, string>;
  readonly open?: boolean;
}) {
  if (lines.length === 0) return null;
  return (
    <details className="wf-card" open={open}>
      <summary>
        {title} ({lines.length})
      </summary>
      <Lines lines={lines} names={names} />
    </details>
  );
}

/** By what is said, in the order of the file, each with the elements that it is said of. */
function Lines({ lines, names }: { readonly lines: readonly Line[]; readonly names: ReadonlyMap<string, string> }) {
  const language = useLanguage();
  const byWords = Map.groupBy(lines, ({ message }) => message[language]);
  return (
    <ul className="import-lines">
      {[...byWords].map(([words, own]) => (
        <li key={words}>
          <p>{words}</p>
          <Places lines={own} names={names} />
        </li>
      ))}
    </ul>
  );
}

/** Many places are folded, so that the words stay in sight. */
function Places({ lines, names }: { readonly lines: readonly Line[]; readonly names: ReadonlyMap<string, string> }) {
  const t = useText();
  const list = (
    <ul>
      {lines.map(({ element, name }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be said twice of one element
        <li key={index}>
          <strong>{element === null ? t('importWholeFile') : (names.get(element) ?? element)}</strong>{' '}
          {name !== '' && <code>{name}</code>}
        </li>
      ))}
    </ul>
  );
  if (lines.length <= placesShown) return list;
  return (
    <details>
      <summary>{t('importPlaces', { count: lines.length })}</summary>
      {list}
    </details>
  );
}

const placesShown = 3;

import type { ReorganisationPreview } from '#engine/runtime/application/reorganisations.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useWords } from './use-words.ts';

/** What would move, unit by unit, and what stays. */
export function Preview({ preview }: { readonly preview: ReorganisationPreview }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <section aria-labelledby="preview-title">
      <h2 id="preview-title">{t('previewTitle')}</h2>
      <p className="wf-muted">{t('previewLead')}</p>
      {preview.wards.length > 0 && (
        <ul>
          {preview.wards.map(({ from, to, openCases, streets }) => (
            <li key={from.code}>
              {t('wardMoves', { from: from.name[language], to: to.name[language], cases: openCases, streets })}
            </li>
          ))}
        </ul>
      )}
      {preview.moves.map(({ from, to, posts, categories, rules, unitsBelow, closedCases }) => (
        <div key={from.code} className="wf-card move-card">
          <h3>
            {from.name[language]} <code>{from.code}</code>
          </h3>
          <ul>
            {to.map(({ unit, openCases, openTasks }) => (
              <li key={unit.code}>
                → {t('movesTo', { unit: unit.name[language], cases: openCases, tasks: openTasks })}
              </li>
            ))}
            <li>{t('posts', { count: posts })}</li>
            <li>{t('routing', { categories, rules })}</li>
            {unitsBelow > 0 && <li>{t('below', { count: unitsBelow })}</li>}
            <li>{t('stays', { count: closedCases })}</li>
          </ul>
        </div>
      ))}
    </section>
  );
}

/** What a number or list beside it counts, in words: a small question mark that opens, and leads to all definitions. */
import type { QueryName } from '#engine/cases/queries/catalogue.ts';
import { translator } from '../text.ts';
import { queryDefinitions, queryTitles } from '../texts/queries.ts';
import { sharedTexts } from '../texts/shared.ts';
import { useLanguage } from './providers.tsx';
import './definition.css';

export function Definition({ of }: { readonly of: QueryName | readonly QueryName[] }) {
  const language = useLanguage();
  const t = translator(sharedTexts, language);
  const names = typeof of === 'string' ? [of] : of;
  const [titles, definitions] = [queryTitles[language], queryDefinitions[language]];
  return (
    <details className="wf-definition">
      <summary>
        <span aria-hidden="true" className="mark">
          ?
        </span>
        {t('howCounted')}
        <span className="visually-hidden">: {names.map((name) => titles[name]).join(', ')}</span>
      </summary>
      <dl>
        {names.map((name) => (
          <div key={name}>
            <dt>{titles[name]}</dt>
            <dd>{definitions[name]}</dd>
          </div>
        ))}
      </dl>
      <a href={`/definitions#${names[0]}`}>{t('allDefinitions')}</a>
    </details>
  );
}

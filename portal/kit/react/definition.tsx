/** What a number or list beside it counts, in words: a small question mark that opens, and leads to all definitions. */
import { useState } from 'react';
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
  const [open, setOpen] = useState(false);
  const label = `${t('howCounted')}: ${names.map((name) => titles[name]).join(', ')}`;
  return (
    <details className="wf-definition" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={label}>
        <span aria-hidden="true" className="mark">
          ?
        </span>
        <span>{t('howCounted')}</span>
      </summary>
      {open && (
        <>
          <dl>
            {names.map((name) => (
              <div key={name}>
                <dt>{titles[name]}</dt>
                <dd>{definitions[name]}</dd>
              </div>
            ))}
          </dl>
          <a href={`/definitions#${names[0]}`}>{t('allDefinitions')}</a>
        </>
      )}
    </details>
  );
}

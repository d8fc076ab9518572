/** Steps that use something, each leading to its place in the diagram. */
import { Link } from 'react-router';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useWords } from './use-words.ts';
import type { UsingStep } from './uses.ts';

export function UsingSteps({ service, steps }: { readonly service: string; readonly steps: readonly UsingStep[] }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <ul className="links">
      {steps.map(({ element, name }) => {
        const shown = name[language] || element;
        return (
          <li key={element}>
            <Link
              to={`/${service}/process?${new URLSearchParams({ at: element })}`}
              aria-label={t('goThere', { name: shown })}
            >
              {shown}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

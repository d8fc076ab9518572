/** What uses a unit or a category, and where nobody would answer without it. */
import { Link } from 'react-router';
import type { Uses as Found, UsedBy } from '#engine/runtime/application/organisation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useWords } from './use-words.ts';

const wardsShownMax = 6;

interface UsesProps {
  readonly uses: Found;
  /** Said where there are none. */
  readonly none: string;
}

export function Uses({ uses: { uses, left }, none }: UsesProps) {
  const t = useWords();
  const language = useLanguage();
  return (
    <>
      {uses.length === 0 && <p className="wf-muted">{none}</p>}
      {uses.length > 0 && (
        <ul>
          {uses.map((use) => (
            <li key={`${use.kind} ${use.code} ${use.where} ${use.rule?.rule}`}>
              <Use use={use} />
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <>
          <p>{t('usedLeft')}</p>
          <ul>
            {left.map(({ category, wards }) => {
              const names = wards.map((ward) => ward?.name[language] ?? t('usedNoWard'));
              const more = names.length > wardsShownMax ? ` … (${names.length})` : '';
              return (
                <li key={category.code}>
                  {category.name[language]}: {names.slice(0, wardsShownMax).join(', ')}
                  {more}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </>
  );
}

function Use({ use: { kind, code, name, where, rule } }: { readonly use: UsedBy }) {
  const t = useWords();
  const language = useLanguage();
  if (kind === 'handling') return t('used_handling', { line: where });
  if (kind === 'opinions' || kind === 'duplicates') return t(`used_${kind}`);
  if (kind === 'retention') return `${t('used_retention')}: ${name[language]}`;
  if (rule !== null) {
    const to = `/${code}/decisions/${encodeURIComponent(rule.file)}?at=${encodeURIComponent(rule.rule)}`;
    return (
      <>
        {t('used_routing')}: {name[language]}, <Link to={to}>{where}</Link>
      </>
    );
  }
  return (
    <>
      {t(`used_${kind}`)}: {name[language]} (<code>{code}</code>){where !== '' && `, ${where}`}
    </>
  );
}

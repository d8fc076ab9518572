/** Every place, category and time asked at once: what nobody would get, and which rules quarrel or never answer. */
import { useQuery } from '@tanstack/react-query';
import type { CoverageReport, CoverageView as Finding, RoutedVersion } from '#engine/runtime/application/routing.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { EmptyState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useRoutingWords } from './use-words.ts';

export interface CoverageProps {
  readonly of: RoutedVersion;
  /** Goes to a rule or a table in the editor. */
  readonly onGo: (element: string) => void;
  /** Adds a rule to the table that lacks one. */
  readonly onAdd?: (finding: Finding) => void;
}

export function CoverageView({ of, onGo, onAdd }: CoverageProps) {
  const t = useRoutingWords();
  const report = useQuery({
    queryKey: ['city', 'routing', 'coverage', of],
    queryFn: () => api.post<CoverageReport>('/city/routing/coverage', of),
  });
  if (report.error !== null) return <ProblemNotice error={report.error} />;
  if (report.data === undefined) return <p role="status">{t('asking')}</p>;
  const { cells, findings } = report.data;
  const blocking = findings.filter((finding) => finding.blocking).length;
  if (findings.length === 0) return <EmptyState title={t('covered', { cells })} />;
  return (
    <>
      <p role="status">{t('foundCount', { cells, blocking, other: findings.length - blocking })}</p>
      <ul className="coverage">
        {findings.map((finding) => (
          <Line
            key={JSON.stringify([finding.kind, finding.category, finding.rules, finding.wards])}
            finding={finding}
            onGo={onGo}
            {...(onAdd && { onAdd })}
          />
        ))}
      </ul>
    </>
  );
}

function Line({ finding, onGo, onAdd }: { readonly finding: Finding } & Pick<CoverageProps, 'onGo' | 'onAdd'>) {
  const t = useRoutingWords();
  const language = useLanguage();
  const { kind, category, wards, everywhere, unknownPlace, sometimes, rules, silent, unit, reason, blocking } = finding;
  const places = everywhere
    ? [t('everywhere')]
    : [...wards.map(({ name }) => name[language]), ...(unknownPlace ? [t('placeUnknown')] : [])];
  return (
    <li className="wf-card block">
      <span className={`wf-chip ${blocking ? 'late' : 'mute'}`}>{t(`kind.${kind}`)}</span>{' '}
      {category !== null && <strong>{category.name[language]}</strong>}
      {places.length > 0 && category !== null && (
        <p>
          {places.join(', ')}
          {sometimes && ` · ${t('sometimes')}`}
        </p>
      )}
      {unit !== null && <p>{t('toUnit', { unit })}</p>}
      {rules.length > 0 && (
        <ul className="rules-of" aria-label={t('rulesOf')}>
          {rules.map(({ rule, note }) => (
            <li key={rule}>
              <button type="button" className="as-link" onClick={() => onGo(rule)}>
                {t('toRule', { rule: note || rule })}
              </button>
            </li>
          ))}
        </ul>
      )}
      {kind === 'hole' && silent !== '' && (
        <button type="button" className="as-link" onClick={() => onGo(silent)}>
          {t('toSilent')}
        </button>
      )}
      {kind === 'hole' && silent !== '' && onAdd !== undefined && (
        <button type="button" className="as-link" onClick={() => onAdd(finding)}>
          {t('addRule')}
        </button>
      )}
      {reason !== '' && <p className="wf-muted">{reason}</p>}
    </li>
  );
}

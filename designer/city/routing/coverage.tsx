/** Every place, category and time asked at once: what nobody would get, and which rules quarrel or never answer. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { CoverageReport, CoverageView as Finding, RoutedVersion } from '#engine/runtime/application/routing.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { EmptyState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useRoutingWords } from './use-words.ts';

export function CoverageView({ of }: { readonly of: RoutedVersion }) {
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
      <p>
        <Link to={`/${of.service}/decisions/routing`}>{t('toTables')}</Link>
      </p>
      <ul className="coverage">
        {findings.map((finding) => (
          <Line
            key={JSON.stringify([finding.kind, finding.category, finding.rules, finding.wards])}
            finding={finding}
          />
        ))}
      </ul>
    </>
  );
}

function Line({ finding }: { readonly finding: Finding }) {
  const t = useRoutingWords();
  const language = useLanguage();
  const { kind, category, wards, everywhere, unknownPlace, sometimes, rules, unit, reason, blocking } = finding;
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
        <p className="wf-muted">{t('rulesAre', { rules: rules.map(({ rule, note }) => note || rule).join('; ') })}</p>
      )}
      {reason !== '' && <p className="wf-muted">{reason}</p>}
    </li>
  );
}

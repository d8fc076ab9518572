/** The wards of today on a map, with overlaps, holes and those that nobody answers for; the same in words below. */
import { useQuery } from '@tanstack/react-query';
import type { MapCheckView, MapFinding } from '#engine/runtime/application/imports.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { nameOf } from '../../words.ts';
import { useWords } from './use-words.ts';

export function MapPage() {
  const t = useWords();
  const check = useQuery({ queryKey: ['city', 'map'], queryFn: () => api.get<MapCheckView>('/city/map-check') });
  return (
    <>
      <h1>{t('mapTitle')}</h1>
      <LoadState of={check} />
      {check.data !== undefined && <Loaded check={check.data} />}
    </>
  );
}

function Loaded({ check }: { readonly check: MapCheckView }) {
  const t = useWords();
  const language = useLanguage();
  const alone = check.wards.filter(({ hasUnit }) => !hasUnit);
  const fine = check.overlaps.length + check.holes.length + alone.length === 0;
  return (
    <>
      <p className="wf-muted">{t('mapLead', { metres: Math.ceil(check.cellMetres) })}</p>
      <div className="wf-card city-map">
        <WardMap check={check} />
      </div>
      <div className="unit-facts">
        {fine && (
          <p role="status">
            <span className="wf-chip ok">{t('mapFine')}</span>
          </p>
        )}
        <Findings kind="overlaps" found={check.overlaps} check={check} />
        <Findings kind="holes" found={check.holes} check={check} />
        {alone.length > 0 && (
          <section>
            <h2>{t('withoutUnit', { count: alone.length })}</h2>
            <ul>
              {alone.map(({ code, name }) => (
                <li key={code}>
                  {name[language]} <code>{code}</code>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}

const shownMax = 50;

function Findings({
  kind,
  found,
  check,
}: {
  readonly kind: 'overlaps' | 'holes';
  readonly found: readonly MapFinding[];
  readonly check: MapCheckView;
}) {
  const t = useWords();
  const language = useLanguage();
  if (found.length === 0) return null;
  const size = (metres: number) =>
    metres >= 10_000
      ? t('hectares', { n: (metres / 10_000).toFixed(1) })
      : t('squareMetres', { n: Math.max(1, Math.round(metres)) });
  return (
    <section>
      <h2>{t(kind, { count: found.length })}</h2>
      <ol>
        {found.slice(0, shownMax).map(({ wards, squareMetres, at }) => (
          <li key={at.join()}>
            {t(kind === 'overlaps' ? 'overlapLine' : 'holeLine', {
              wards: wards.map((code) => nameOf(code, check.wards, language)).join(', '),
              size: size(squareMetres),
              at: `${at[1].toFixed(5)}, ${at[0].toFixed(5)}`,
            })}
          </li>
        ))}
      </ol>
    </section>
  );
}

const width = 1000;

/** Plain SVG: north up, squashed as the latitude wants it. */
function WardMap({ check: { bounds, wards, overlaps, holes } }: { readonly check: MapCheckView }) {
  const t = useWords();
  const language = useLanguage();
  const [west, south, east, north] = bounds;
  const squash = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / Math.max((east - west) * squash, 1e-9);
  const height = Math.max((north - south) * scale, 1);
  const at = ([lon, lat]: readonly [number, number]) => [(lon - west) * squash * scale, (north - lat) * scale] as const;
  const line = (ring: readonly (readonly [number, number])[]) =>
    `M${ring
      .map((point) =>
        at(point)
          .map((n) => n.toFixed(1))
          .join(' '),
      )
      .join('L')}Z`;
  return (
    <svg viewBox={`-10 -10 ${width + 20} ${height + 20}`} role="img" aria-label={t('mapAlt', { count: wards.length })}>
      {wards.map(({ code, name, hasUnit, polygons }) => (
        <path
          key={code}
          className={hasUnit ? 'ward' : 'ward alone'}
          fillRule="evenodd"
          d={polygons.flatMap((rings) => rings.map(line)).join('')}
        >
          <title>{`${name[language]} (${code})`}</title>
        </path>
      ))}
      {[...overlaps.map((one) => ['overlap', one] as const), ...holes.map((one) => ['hole', one] as const)].map(
        ([kind, one]) => {
          const [x, y] = at(one.at);
          return <circle key={`${kind} ${one.at.join()}`} className={kind} cx={x} cy={y} r={14} />;
        },
      )}
    </svg>
  );
}

/** Units under the unit that they belong to, each opened and closed by itself. */

import { Link } from 'react-router';
import type { UnitView } from '#engine/runtime/application/organisation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useWords } from '../use-words.ts';
import { StateChip } from './state-chip.tsx';

export function UnitTree({ units, today }: { readonly units: readonly UnitView[]; readonly today: string }) {
  const t = useWords();
  const below = Map.groupBy(units, ({ parent }) => parent);
  return (
    <>
      <p className="wf-muted">{t('unitsCount', { count: units.length })}</p>
      <div className="wf-card unit-tree">
        <Branch units={below.get(null) ?? []} below={below} depth={0} today={today} />
      </div>
    </>
  );
}

interface BranchProps {
  readonly units: readonly UnitView[];
  readonly below: ReadonlyMap<string | null, readonly UnitView[]>;
  readonly depth: number;
  readonly today: string;
}

/** Deeper than this no administration goes; a file with a circle must not hang the page. */
const depthMax = 12;

function Branch({ units, below, depth, today }: BranchProps) {
  const t = useWords();
  if (depth > depthMax) return null;
  return (
    <ul>
      {units.map((unit) => {
        const inner = below.get(unit.code) ?? [];
        return (
          <li key={unit.code}>
            <UnitLine unit={unit} today={today} />
            {inner.length > 0 && (
              <details open={depth === 0}>
                <summary>{t('unitsCount', { count: inner.length })}</summary>
                <Branch units={inner} below={below} depth={depth + 1} today={today} />
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function UnitLine({ unit, today }: { readonly unit: UnitView; readonly today: string }) {
  const language = useLanguage();
  return (
    <span className="unit-line">
      <Link to={`/city/units/${encodeURIComponent(unit.code)}`}>{unit.name[language]}</Link> <code>{unit.code}</code>{' '}
      <StateChip unit={unit} today={today} onlyUnusual />
    </span>
  );
}

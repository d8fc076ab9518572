/** Units under the unit that they belong to, each opened and closed by itself. */

import { useState } from 'react';
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
  if (depth > depthMax) return null;
  return (
    <ul>
      {units.map((unit) => (
        <Node key={unit.code} unit={unit} below={below} depth={depth} today={today} />
      ))}
    </ul>
  );
}

/** What opens a branch stands beside the way to the unit, not around it: each is reached by itself. */
function Node({ unit, below, depth, today }: Omit<BranchProps, 'units'> & { readonly unit: UnitView }) {
  const t = useWords();
  const language = useLanguage();
  const [open, setOpen] = useState(depth === 0);
  const inner = below.get(unit.code) ?? [];
  const line = <UnitLine unit={unit} today={today} />;
  if (inner.length === 0) return <li>{line}</li>;
  return (
    <li>
      <button
        type="button"
        className="branch-toggle"
        aria-expanded={open}
        aria-label={t('unitsUnder', { name: unit.name[language] })}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">{open ? '▾' : '▸'}</span>
      </button>
      {line}
      {open && <Branch units={inner} below={below} depth={depth + 1} today={today} />}
    </li>
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

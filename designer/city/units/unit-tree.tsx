/** Units under the unit that they belong to, each opened and closed by itself. */
import type { UnitView } from '#engine/runtime/application/organisation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useWords } from '../use-words.ts';

export function UnitTree({ units }: { readonly units: readonly UnitView[] }) {
  const t = useWords();
  const below = Map.groupBy(units, ({ parent }) => parent);
  return (
    <>
      <p className="wf-muted">{t('unitsCount', { count: units.length })}</p>
      <div className="wf-card unit-tree">
        <Branch units={below.get(null) ?? []} below={below} depth={0} />
      </div>
    </>
  );
}

interface BranchProps {
  readonly units: readonly UnitView[];
  readonly below: ReadonlyMap<string | null, readonly UnitView[]>;
  readonly depth: number;
}

/** Deeper than this no administration goes; a file with a circle must not hang the page. */
const depthMax = 12;

function Branch({ units, below, depth }: BranchProps) {
  if (depth > depthMax) return null;
  return (
    <ul>
      {units.map((unit) => {
        const inner = below.get(unit.code) ?? [];
        return (
          <li key={unit.code}>
            {inner.length === 0 ? (
              <UnitLine unit={unit} />
            ) : (
              <details open={depth === 0}>
                <summary>
                  <UnitLine unit={unit} />
                </summary>
                <Branch units={inner} below={below} depth={depth + 1} />
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function UnitLine({ unit }: { readonly unit: UnitView }) {
  const language = useLanguage();
  return (
    <span className="unit-line">
      <span>{unit.name[language]}</span> <code>{unit.code}</code>
    </span>
  );
}

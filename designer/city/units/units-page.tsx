/** Every unit of the city: as a tree, or what fits a search as a list. */

import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { holdsWords } from '#engine/cases/text/fold.ts';
import type { UnitView } from '#engine/runtime/application/organisation.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../../page-head.tsx';
import { useUnits } from '../queries.ts';
import { SearchField } from '../search-field.tsx';
import { useWords } from '../use-words.ts';
import { UnitTree } from './unit-tree.tsx';

export function UnitsPage() {
  const t = useWords();
  const units = useUnits();
  const [words, setWords] = useState('');
  return (
    <>
      <PageHead title={t('partUnits')}>
        <div className="actions">
          <Button component={Link} to="/city/units/changes" variant="default">
            {t('changes')}
          </Button>
          <Button component={Link} to="/city/units/new">
            {t('new')}
          </Button>
        </div>
      </PageHead>
      <Definition of={['city.openCases', 'city.openTasks']} />
      <SearchField label={t('search')} hint={t('searchHint')} value={words} onChange={setWords} />
      <LoadState of={units} />
      {units.data !== undefined &&
        (words.trim() === '' ? (
          <UnitTree units={units.data.units} today={units.data.today} />
        ) : (
          <Found units={units.data.units} words={words} />
        ))}
    </>
  );
}

function Found({ units, words }: { readonly units: readonly UnitView[]; readonly words: string }) {
  const t = useWords();
  const found = units.filter((unit) => fits(unit, words));
  return (
    <>
      <p role="status">{t('unitsFound', { count: found.length })}</p>
      {found.length === 0 ? (
        <EmptyState title={t('unitsNone')}>{t('unitsNoneHint')}</EmptyState>
      ) : (
        <UnitTable units={found} all={units} />
      )}
    </>
  );
}

function UnitTable({ units, all }: { readonly units: readonly UnitView[]; readonly all: readonly UnitView[] }) {
  const t = useWords();
  const language = useLanguage();
  const nameOf = new Map(all.map(({ code, name }) => [code, name[language]]));
  return (
    <div className="wf-card">
      <ListTable
        label={t('partUnits')}
        rows={units}
        keyOf={({ code }) => code}
        columns={[
          {
            head: t('columnUnit'),
            cell: ({ code, name }) => <Link to={`/city/units/${encodeURIComponent(code)}`}>{name[language]}</Link>,
          },
          { head: t('columnCode'), cell: ({ code }) => code },
          { head: t('columnAgency'), cell: ({ agencyCode }) => agencyCode },
          { head: t('columnParent'), cell: ({ parent }) => (parent === null ? '' : nameOf.get(parent)) },
        ]}
      />
    </div>
  );
}

function fits(unit: UnitView, words: string): boolean {
  return holdsWords([unit.code, unit.agencyCode, unit.name.vi, unit.name.en].join(' '), words);
}

import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useUnits } from '../queries.ts';
import { useWords } from '../use-words.ts';
import { UnitForm } from './unit-form.tsx';

/** A new unit; `?parent=` below which one. */
export function NewUnitPage() {
  const t = useWords();
  const units = useUnits();
  const queries = useQueryClient();
  const go = useNavigate();
  const [asked] = useSearchParams();
  const empty = { code: '', name: { vi: '', en: '' }, kind: '', agencyCode: '', ward: null, validFrom: null };
  return (
    <>
      <p>
        <Link to="/city/units">{t('back')}</Link>
      </p>
      <h1>{t('new')}</h1>
      <LoadState of={units} />
      {units.data !== undefined && (
        <UnitForm
          list={units.data}
          create
          initial={{ ...empty, parent: asked.get('parent') }}
          onCancel={() => void go('/city/units')}
          onSaved={async ({ unit }) => {
            await queries.invalidateQueries({ queryKey: ['city'] });
            await go(`/city/units/${encodeURIComponent(unit.code)}`);
          }}
        />
      )}
    </>
  );
}

/** One unit: what it is, who works there, what names it; it is changed and closed here. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { UnitDetail, UnitList } from '#engine/runtime/application/organisation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../../page-head.tsx';
import { useUnit, useUnits } from '../queries.ts';
import { useWords } from '../use-words.ts';
import { CloseDialog } from './close-dialog.tsx';
import { StateChip } from './state-chip.tsx';
import { UnitFacts } from './unit-facts.tsx';
import { UnitForm } from './unit-form.tsx';

export function UnitPage() {
  const t = useWords();
  const { code = '' } = useParams();
  const [unit, list] = [useUnit(code), useUnits()];
  const error = unit.error ?? list.error;
  return (
    <>
      <p>
        <Link to="/city/units">{t('back')}</Link>
      </p>
      {error !== null && <ProblemNotice error={error} />}
      {unit.data !== undefined && list.data !== undefined && <Loaded key={code} detail={unit.data} list={list.data} />}
    </>
  );
}

function Loaded({ detail, list }: { readonly detail: UnitDetail; readonly list: UnitList }) {
  const t = useWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const [doing, setDoing] = useState<'edit' | 'close'>();
  const [told, setTold] = useState('');
  const done = async () => {
    await queries.invalidateQueries({ queryKey: ['city'] });
    setDoing(undefined);
    setTold(t('saved'));
  };
  const { unit, today } = detail;
  const { code, name, kind, agencyCode, parent, ward, validFrom } = unit;
  return (
    <>
      <PageHead
        title={name[language]}
        lead={
          <p>
            <code>{code}</code> <StateChip unit={unit} today={today} />
          </p>
        }
      >
        {doing !== 'edit' && (
          <div className="actions">
            {unit.validTo === null && (
              <Button variant="default" onClick={() => setDoing('close')}>
                {t('closeUnit')}
              </Button>
            )}
            <Button onClick={() => setDoing('edit')}>{t('edit')}</Button>
          </div>
        )}
      </PageHead>
      <p role="status">{told}</p>
      {doing === 'edit' ? (
        <UnitForm
          list={list}
          create={false}
          initial={{ code, name, kind, agencyCode, parent, ward, validFrom }}
          onSaved={() => void done()}
          onCancel={() => setDoing(undefined)}
        />
      ) : (
        <UnitFacts detail={detail} list={list} />
      )}
      {doing === 'close' && <CloseDialog detail={detail} onDone={done} onClose={() => setDoing(undefined)} />}
    </>
  );
}

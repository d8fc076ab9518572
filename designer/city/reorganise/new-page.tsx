/** Plan, preview, confirm. */
import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { ReorganisationPlan } from '#engine/cases/organisation/reorganisation.ts';
import type { UnitList } from '#engine/runtime/application/organisation.ts';
import type { ReorganisationPreview, ReorganisationView } from '#engine/runtime/application/reorganisations.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useUnits } from '../queries.ts';
import { emptyPlan, restTo, withoutPosts, withShownPosts } from './plan-edit.ts';
import { PlanForm } from './plan-form.tsx';
import { Preview } from './preview.tsx';
import { useWords } from './use-words.ts';

/** `?unit=` begins with a unit that ends. */
export function NewPage() {
  const t = useWords();
  const units = useUnits();
  return (
    <>
      <p>
        <Link to="/city/reorganisations">{t('back')}</Link>
      </p>
      <h1>{t('new')}</h1>
      <LoadState of={units} />
      {units.data !== undefined && <Planning list={units.data} />}
    </>
  );
}

function Planning({ list }: { readonly list: UnitList }) {
  const t = useWords();
  const go = useNavigate();
  const queries = useQueryClient();
  const [params] = useSearchParams();
  const first = params.get('unit');
  const [plan, setPlan] = useState<ReorganisationPlan>(
    first === null ? emptyPlan : { ...emptyPlan, units: [{ from: first, to: restTo('') }] },
  );
  const [day, setDay] = useState('');
  const [note, setNote] = useState('');
  const [seen, setSeen] = useState<ReorganisationPreview>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const draft = { plan, day, note };
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    await work().catch(setError);
    setBusy(false);
  };
  const look = async () => {
    const asked = { ...draft, plan: withoutPosts(plan) };
    const preview = await api.post<ReorganisationPreview>('/city/reorganisations/preview', asked);
    setPlan(withShownPosts(plan, preview));
    setSeen(preview);
  };
  const confirm = async () => {
    const { id } = await api.post<ReorganisationView>('/city/reorganisations', draft);
    await queries.invalidateQueries({ queryKey: ['city'] });
    await go(`/city/reorganisations/${id}`);
  };
  return (
    <div className="city-form wide">
      {seen === undefined ? (
        <>
          <TextInput
            type="date"
            label={t('day')}
            required
            min={list.today}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <PlanForm list={list} plan={plan} onChange={setPlan} />
        </>
      ) : (
        <>
          <Preview preview={seen} plan={plan} onChange={setPlan} />
          <TextInput
            label={t('note')}
            description={t('noteHint')}
            required
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </>
      )}
      {error !== null && <ProblemNotice error={error} />}
      <div className="actions">
        {seen === undefined ? (
          <Button loading={busy} disabled={day === ''} onClick={() => void act(look)}>
            {t('preview')}
          </Button>
        ) : (
          <>
            <Button variant="default" onClick={() => setSeen(undefined)}>
              {t('change')}
            </Button>
            <Button loading={busy} disabled={note.trim() === ''} onClick={() => void act(confirm)}>
              {t('confirm')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

/** Who goes where: wards with their units at once, units one by one, shares where one is split. */
import { Button, MultiSelect, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReorganisationPlan, UnitMove } from '#engine/cases/organisation/reorganisation.ts';
import type { UnitList } from '#engine/runtime/application/organisation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { nameOf } from '../../words.ts';
import { restTo, withMove, withWard } from './plan-edit.ts';
import { useWords } from './use-words.ts';

export interface PlanFormProps {
  readonly list: UnitList;
  readonly plan: ReorganisationPlan;
  readonly onChange: (plan: ReorganisationPlan) => void;
}

export function PlanForm({ list, plan, onChange }: PlanFormProps) {
  const t = useWords();
  const language = useLanguage();
  return (
    <>
      <WardPicker list={list} plan={plan} onChange={onChange} />
      <ul className="absence-list">
        {plan.wards.map((ward) => {
          const name = nameOf(ward.from, list.wards, language);
          return (
            <li key={ward.from}>
              <span>
                {name} → {nameOf(ward.to, list.wards, language)}
              </span>
              <Button
                size="xs"
                variant="default"
                aria-label={t('removeOf', { name })}
                onClick={() => onChange({ ...plan, wards: plan.wards.filter((one) => one !== ward) })}
              >
                {t('remove')}
              </Button>
            </li>
          );
        })}
      </ul>
      <h2>{t('unitMoves')}</h2>
      {plan.units.map((move, index) => (
        <MoveFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a move has no other name while its unit is being chosen
          key={index}
          list={list}
          move={move}
          onChange={(changed) => onChange(withMove(plan, index, changed))}
        />
      ))}
      <Button
        variant="default"
        onClick={() => onChange({ ...plan, units: [...plan.units, { from: '', to: restTo('') }] })}
      >
        {t('add')}
      </Button>
    </>
  );
}

function WardPicker({ list, plan, onChange }: PlanFormProps) {
  const t = useWords();
  const language = useLanguage();
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const wards = list.wards.map(({ code, name }) => ({ value: code, label: `${name[language]} (${code})` }));
  return (
    <fieldset className="city-fields">
      <legend>{t('ward')}</legend>
      <p className="wf-muted">{t('wardHint')}</p>
      <Select label={t('wardFrom')} searchable clearable data={wards} value={from} onChange={setFrom} />
      <Select label={t('wardTo')} searchable clearable data={wards} value={to} onChange={setTo} />
      <Button
        variant="default"
        disabled={from === null || to === null}
        onClick={() => {
          onChange(withWard(plan, list, from ?? '', to ?? ''));
          setFrom(null);
        }}
      >
        {t('addWard')}
      </Button>
    </fieldset>
  );
}

function MoveFields({
  list,
  move,
  onChange,
}: {
  readonly list: UnitList;
  readonly move: UnitMove;
  readonly onChange: (move: UnitMove | null) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const open = list.units.filter(({ validTo }) => validTo === null);
  const units = open.map(({ code, name }) => ({ value: code, label: `${name[language]} (${code})` }));
  const named = (items: UnitList['wards']) => items.map(({ code, name }) => ({ value: code, label: name[language] }));
  const name = nameOf(move.from, list.units, language);
  const set = (index: number, part: Partial<UnitMove['to'][number]>) =>
    onChange({ ...move, to: move.to.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <fieldset className="city-fields">
      <legend>{name || t('from')}</legend>
      <Select
        label={t('from')}
        searchable
        limit={50}
        data={units}
        value={move.from || null}
        onChange={(from) => onChange({ ...move, from: from ?? '' })}
      />
      {move.to.map((share, index) => {
        const isRest = index === move.to.length - 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a share has no other name while its unit is being chosen
          <div key={index} className="city-form">
            <Select
              label={isRest ? t(move.to.length === 1 ? 'to' : 'rest') : t('shareUnit')}
              searchable
              limit={50}
              data={units}
              value={share.unit || null}
              onChange={(unit) => set(index, { unit: unit ?? '' })}
            />
            {!isRest && (
              <>
                <MultiSelect
                  label={t('shareCategories')}
                  searchable
                  data={named(list.categories)}
                  value={[...share.categories]}
                  onChange={(categories) => set(index, { categories })}
                />
                <MultiSelect
                  label={t('shareWards')}
                  searchable
                  data={named(list.wards)}
                  value={[...share.wards]}
                  onChange={(wards) => set(index, { wards })}
                />
              </>
            )}
          </div>
        );
      })}
      <div className="actions">
        <Button size="xs" variant="default" onClick={() => onChange({ ...move, to: [...restTo(''), ...move.to] })}>
          {t('split')}
        </Button>
        <Button size="xs" variant="default" aria-label={t('removeOf', { name })} onClick={() => onChange(null)}>
          {t('remove')}
        </Button>
      </div>
    </fieldset>
  );
}

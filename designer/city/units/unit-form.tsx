/** A unit's fields, for a new one and for one that is changed. */
import { Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { UnitDetail, UnitInput, UnitList } from '#engine/runtime/application/organisation.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { SaveForm } from '../save-form.tsx';
import { useWords } from '../use-words.ts';
import { kindWords, unitKinds } from './kinds.ts';

export interface UnitFormProps {
  readonly list: UnitList;
  readonly initial: UnitInput;
  readonly create: boolean;
  readonly onSaved: (saved: UnitDetail) => void;
  readonly onCancel: () => void;
}

export function UnitForm({ list, initial, create, onSaved, onCancel }: UnitFormProps) {
  const t = useWords();
  const [unit, setUnit] = useState(initial);
  const change = (part: Partial<UnitInput>) => setUnit((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: (note: string) => api.post<UnitDetail>('/city/units', { unit, create, revision: list.revision, note }),
    onSuccess: onSaved,
  });
  return (
    <SaveForm save={save} cancel={onCancel}>
      <TextInput
        label={t('code')}
        description={t('codeHint')}
        required
        readOnly={!create}
        maxLength={60}
        value={unit.code}
        onChange={(event) => change({ code: event.currentTarget.value.trim() })}
      />
      <NameFields unit={unit} change={change} />
      <PlaceFields unit={unit} change={change} list={list} />
      <TextInput
        type="date"
        label={t('validFrom')}
        description={t('validHint')}
        value={unit.validFrom ?? ''}
        onChange={(event) => change({ validFrom: event.currentTarget.value || null })}
      />
    </SaveForm>
  );
}

interface FieldsProps {
  readonly unit: UnitInput;
  readonly change: (part: Partial<UnitInput>) => void;
}

function NameFields({ unit, change }: FieldsProps) {
  const t = useWords();
  return (
    <>
      <TextInput
        label={t('nameVi')}
        required
        maxLength={300}
        value={unit.name.vi}
        onChange={(event) => change({ name: { ...unit.name, vi: event.currentTarget.value } })}
      />
      <TextInput
        label={t('nameEn')}
        required
        maxLength={300}
        value={unit.name.en}
        onChange={(event) => change({ name: { ...unit.name, en: event.currentTarget.value } })}
      />
      <TextInput
        label={t('agencyCode')}
        description={t('agencyHint')}
        maxLength={60}
        value={unit.agencyCode}
        onChange={(event) => change({ agencyCode: event.currentTarget.value.trim() })}
      />
    </>
  );
}

function PlaceFields({ unit, change, list }: FieldsProps & { readonly list: UnitList }) {
  const t = useWords();
  const language = useLanguage();
  const kinds = [...new Set([...unitKinds, ...list.units.map(({ kind }) => kind), unit.kind])].filter(Boolean);
  const units = list.units.filter(
    ({ code, validTo }) => code !== unit.code && (validTo === null || validTo >= list.today),
  );
  return (
    <>
      <Select
        label={t('kind')}
        required
        searchable
        allowDeselect={false}
        data={kinds.map((value) => ({ value, label: kindWords(value, t) }))}
        value={unit.kind}
        onChange={(kind) => kind !== null && change({ kind })}
      />
      <Select
        label={t('parent')}
        placeholder={t('noParent')}
        searchable
        clearable
        data={units.map(({ code, name }) => ({ value: code, label: `${name[language]} (${code})` }))}
        value={unit.parent}
        onChange={(parent) => change({ parent })}
      />
      <Select
        label={t('ward')}
        placeholder={t('noWard')}
        searchable
        clearable
        data={list.wards.map(({ code, name }) => ({ value: code, label: `${name[language]} (${code})` }))}
        value={unit.ward}
        onChange={(ward) => change({ ward })}
      />
    </>
  );
}

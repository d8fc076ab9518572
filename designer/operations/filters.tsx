import { Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Language } from '#engine/runtime/application/common.ts';
import type { InstanceQuery, LifeOfInstance, OperatedService } from '#engine/runtime/application/operations.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useWords } from './use-words.ts';

export type Filter = Omit<InstanceQuery, 'cursor'>;

const lives: readonly LifeOfInstance[] = ['active', 'suspended', 'completed', 'terminated', 'failed'];

export function Filters({
  services,
  filter,
  onChange,
}: {
  readonly services: readonly OperatedService[];
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const service = services.find(({ key }) => key === filter.service);
  const set = (change: { readonly [K in keyof Filter]?: Filter[K] | undefined }) =>
    onChange(cleaned({ ...filter, ...change }));
  return (
    <div className="filters">
      <Select
        label={t('service')}
        placeholder={t('anyService')}
        clearable
        value={filter.service ?? null}
        data={services.map(({ key, name }) => ({ value: key, label: name[language] }))}
        onChange={(value) => set({ service: value ?? undefined, version: undefined, element: undefined })}
      />
      <Select
        label={t('version')}
        placeholder={t('anyVersion')}
        clearable
        disabled={service === undefined}
        value={filter.version === undefined ? null : String(filter.version)}
        data={(service?.versions ?? []).map(({ version }) => ({
          value: String(version),
          label: t('versionNumber', { version }),
        }))}
        onChange={(value) => set({ version: value === null ? undefined : Number(value) })}
      />
      <Select
        label={t('element')}
        placeholder={t('anyElement')}
        clearable
        searchable
        disabled={service === undefined}
        value={filter.element ?? null}
        data={elementsOf(service, filter.version, language)}
        onChange={(value) => set({ element: value ?? undefined })}
      />
      <Select
        label={t('state')}
        placeholder={t('anyLive')}
        clearable
        value={filter.states?.[0] ?? null}
        data={lives.map((life) => ({ value: life, label: t(`life_${life}`) }))}
        onChange={(value) => set({ states: value === null ? undefined : [value as LifeOfInstance] })}
      />
      <RegisterNumber value={filter.registerNumber ?? ''} onSearch={(registerNumber) => set({ registerNumber })} />
      <Checkbox
        className="only-incidents"
        label={t('onlyIncidents')}
        checked={filter.incident === true}
        onChange={(event) => set({ incident: event.currentTarget.checked ? true : undefined })}
      />
    </div>
  );
}

function RegisterNumber({ value, onSearch }: { readonly value: string; readonly onSearch: (value: string) => void }) {
  const t = useWords();
  const [typed, setTyped] = useState(value);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <TextInput
        type="search"
        label={t('registerNumber')}
        value={typed}
        maxLength={100}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => typed.trim() !== value && onSearch(typed.trim())}
      />
    </form>
  );
}

/** Steps of the version that is asked for, else of the newest. */
function elementsOf(service: OperatedService | undefined, version: number | undefined, language: Language) {
  const shown = service?.versions.find((one) => one.version === version) ?? service?.versions[0];
  const places = (shown?.processes ?? []).flatMap((process) => process.places);
  const unique = new Map(places.map(({ element, name }) => [element, name[language]]));
  return [...unique].map(([value, label]) => ({ value, label }));
}

function cleaned(filter: { readonly [K in keyof Filter]?: Filter[K] | undefined }): Filter {
  const set = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(set) as Filter;
}

/** What a cell says, picked: names out of the city's lists, or numbers to compare with. */
import { MultiSelect, NumberInput, SegmentedControl, Select } from '@mantine/core';
import type { Localised } from '#engine/runtime/application/common.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Length, parseLength, writeLength } from '../process/panel/duration.ts';
import { LengthInputs } from '../process/panel/duration-field.tsx';
import { useText } from '../use-text.ts';
import { type CellValue, type NumberTest, readCell, writeCell } from './cell-text.ts';
import type { Domain, DomainName } from './domains.ts';
import type { PlacedCell } from './tables.ts';

export interface CellPickerProps {
  readonly placed: PlacedCell;
  readonly domain: Domain | undefined;
  readonly onCommit: (text: string) => void;
}

export function CellPicker({ placed, domain, onCommit }: CellPickerProps) {
  const t = useText();
  const value = readCell(placed.cell.text);
  const commit = (next: CellValue): void => onCommit(writeCell(next));
  if (domain !== undefined) {
    if (value.kind === 'other' || value.kind === 'number') return <p className="hint">{t('cellOther')}</p>;
    if (domain.kind === 'duration') return <Duration value={value} commit={commit} />;
    const Names = placed.side === 'input' ? SeveralNames : OneName;
    return <Names domain={domain} value={value} commit={commit} />;
  }
  if (placed.side === 'input' && placed.column.type === 'number') return <NumberPicker value={value} commit={commit} />;
  return null;
}

interface NamesProps {
  readonly domain: Domain;
  readonly value: CellValue;
  readonly commit: (value: CellValue) => void;
}

function SeveralNames({ domain, value, commit }: NamesProps) {
  const t = useText();
  const options = useOptions(domain);
  const { codes, not } = value.kind === 'codes' ? value : { codes: [], not: false };
  return (
    <>
      <SegmentedControl
        aria-label={t('cellMatch')}
        value={not ? 'not' : 'is'}
        disabled={codes.length === 0}
        onChange={(choice) => commit({ kind: 'codes', codes, not: choice === 'not' })}
        data={[
          { value: 'is', label: t('cellIs') },
          { value: 'not', label: t('cellIsNot') },
        ]}
      />
      <MultiSelect
        label={t(`names_${domain.kind}`)}
        placeholder={codes.length === 0 ? t('cellEmpty') : undefined}
        searchable
        clearable
        data={options(codes)}
        value={[...codes]}
        onChange={(chosen) => commit({ kind: 'codes', codes: chosen, not })}
      />
    </>
  );
}

/** One length of time; several, or one of several units, are written. */
function Duration({ value, commit }: Omit<NamesProps, 'domain'>) {
  const t = useText();
  const [code, ...others] = value.kind === 'codes' ? value.codes : [];
  const length = code === undefined ? { n: 1, unit: 'days' as const } : parseLength(code);
  if (length === null || others.length > 0) return <p className="hint">{t('cellOther')}</p>;
  const set = (next: Length): void => commit({ kind: 'codes', codes: [writeLength(next)], not: false });
  return (
    <fieldset className="bare">
      <legend>{t('names_duration')}</legend>
      <LengthInputs length={length} onCommit={set} />
    </fieldset>
  );
}

const nobody = '\u0000';

function OneName({ domain, value, commit }: NamesProps) {
  const t = useText();
  const options = useOptions(domain);
  const codes = value.kind === 'codes' ? value.codes : [];
  const none = domain.kind === 'unit' ? [{ value: nobody, label: t('cellNobody') }] : [];
  return (
    <Select
      label={t(`names_${domain.kind}`)}
      searchable
      clearable
      data={[...none, ...options(codes)]}
      value={value.kind === 'null' ? nobody : (codes[0] ?? null)}
      onChange={(chosen) => {
        if (chosen === nobody) commit({ kind: 'null' });
        else commit({ kind: 'codes', codes: chosen === null ? [] : [chosen], not: false });
      }}
    />
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** What can be chosen, and what is chosen already though it is closed or unknown. */
function useOptions(domain: Domain) {
  const t = useText();
  const language = useLanguage();
  const option = ({ code, name, closed }: DomainName): Option => ({
    value: code,
    label: closed === true ? t('closedUnit', { name: name[language] }) : name[language],
  });
  return (chosen: readonly string[]) => {
    const shown = domain.names.filter(({ code, closed }) => closed !== true || chosen.includes(code));
    const unknown = chosen.filter((code) => !domain.names.some((one) => one.code === code));
    const groups = Map.groupBy(shown, ({ group }) => group?.[language as keyof Localised] ?? '');
    const plain = [...(groups.get('') ?? []).map(option), ...unknown.map((code) => ({ value: code, label: code }))];
    const grouped = [...groups].filter(([group]) => group !== '');
    return [...plain, ...grouped.map(([group, of]) => ({ group, items: of.map(option) }))];
  };
}

const kinds = ['any', 'fromTo', 'atLeast', 'below', 'equal'] as const;
type NumberKind = (typeof kinds)[number];

function NumberPicker({ value, commit }: Omit<NamesProps, 'domain'>) {
  const t = useText();
  if (value.kind !== 'any' && value.kind !== 'number') return <p className="hint">{t('cellOther')}</p>;
  const test = value.kind === 'number' ? value.test : null;
  const first = test === null ? 0 : test.kind === 'fromTo' ? test.from : test.value;
  const choose = (kind: NumberKind): void => {
    if (kind === 'any') commit({ kind: 'any' });
    else if (kind === 'fromTo') commit({ kind: 'number', test: { kind, from: first, to: first + 1 } });
    else commit({ kind: 'number', test: { kind, value: first } });
  };
  return (
    <>
      <Select
        label={t('numberIs')}
        allowDeselect={false}
        data={kinds.map((kind) => ({ value: kind, label: t(`number_${kind}`) }))}
        value={test?.kind ?? 'any'}
        onChange={(kind) => choose((kind ?? 'any') as NumberKind)}
      />
      {test !== null && <Numbers test={test} commit={(next) => commit({ kind: 'number', test: next })} />}
    </>
  );
}

function Numbers({ test, commit }: { readonly test: NumberTest; readonly commit: (test: NumberTest) => void }) {
  const t = useText();
  if (test.kind !== 'fromTo') {
    return (
      <NumberInput
        label={t('numberValue')}
        value={test.value}
        onChange={(value) => typeof value === 'number' && commit({ ...test, value })}
      />
    );
  }
  return (
    <>
      <div className="length">
        <NumberInput
          label={t('numberFrom')}
          value={test.from}
          onChange={(from) => typeof from === 'number' && commit({ ...test, from })}
        />
        <NumberInput
          label={t('numberTo')}
          value={test.to}
          onChange={(to) => typeof to === 'number' && commit({ ...test, to })}
        />
      </div>
      <p className="hint">{t('numberAround')}</p>
    </>
  );
}

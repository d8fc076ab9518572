/**
 * A form for each kind of component that the registry knows: the component without rules, with all its rules, and one
 * field that a condition shows. Each is sent the same submissions in every place that judges.
 */
import { childrenOf, isGrid, layoutComponents, valueComponents } from '#forms/components.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import { type Random, randomOf } from '#test/torture/random.ts';
import { hostileKeys, hostileValues } from './hostile-values.ts';
import { makers } from './makers.ts';

export interface Sample {
  readonly type: string;
  readonly form: FormDefinition;
  /** Fields that the submissions fill in. */
  readonly asked: readonly FormComponent[];
}

export type Sent = Readonly<Record<string, unknown>>;

/** As many for every component. */
export const submissionsEach = 200;
const seed = 20_261_122;

const options = [
  { label: 'Đường & vỉa hè', value: 'road' },
  { label: 'Rác', value: 'waste' },
  { label: 'Chọn “khác”', value: 'other-1' },
];
/** A city of two categories. */
export const categories = [
  { label: 'Rác', value: 'MT-RAC' },
  { label: 'Đèn đường', value: 'HT-DEN' },
];
const required = { required: true };
/** What can be said of a component beside its kind. */
const ruled: Readonly<Record<string, Partial<FormComponent>>> = {
  textfield: { validate: { ...required, minLength: 2, maxLength: 12 } },
  textarea: { validate: { ...required, minLength: 3, maxLength: 40 } },
  number: { validate: { ...required, min: 1, max: 9, integer: true } },
  selectboxes: { validate: { ...required, minSelectedCount: 1, maxSelectedCount: 2 } },
  file: { multiple: true, validate: { ...required, maxFiles: 2 } },
  select: { multiple: true, validate: required },
  day: { validate: required, minDate: '1990-01-01' },
  datagrid: { validate: { ...required, minLength: 1, maxLength: 3 } },
  editgrid: { validate: { ...required, minLength: 1, maxLength: 3 } },
};
/** What every component of a kind has. */
const always: Readonly<Record<string, Partial<FormComponent>>> = {
  select: { data: { values: options }, dataSrc: 'values', widget: 'html5' },
  radio: { values: options },
  selectboxes: { values: options },
  file: { storage: 'wardflow', filePattern: '.jpg,.png', fileMaxSize: '1KB' },
};
/** More fields of the kind, for what the two do not show. */
const besides: Readonly<Record<string, readonly Partial<FormComponent>[]>> = {
  textfield: [{ validate: { pattern: '\\d{2}-[A-Z]\\d' } }],
  select: [{ properties: { source: 'categories' }, data: { values: categories } }],
  radio: [
    {
      dataType: 'number',
      values: [
        { label: 'Một', value: '1' },
        { label: 'Hai', value: '2' },
      ],
    },
  ],
  number: [{ validate: { min: 0.5, max: 100 } }],
};

/** @returns the registry's components without a form to try them: none, or the test of the table fails */
export function withoutSample(): readonly string[] {
  const layouts: readonly string[] = Object.keys(layoutSamples);
  return [
    ...valueComponents.filter((type) => makers[type] === undefined),
    ...layoutComponents.filter((type) => !layouts.includes(type)),
  ];
}

export function samples(): readonly Sample[] {
  return [...valueComponents.map(valueSample), ...layoutComponents.map((type) => layoutSample(type))];
}

/** The submissions of a sample, the same on every run and in every place. */
export function submissionsFor({ type, asked }: Sample, count = submissionsEach): readonly Sent[] {
  const random = randomOf([...type].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), seed) >>> 0);
  return Array.from({ length: count }, (_, index) => submission(asked, random, index));
}

/** A third is as it should be, in a third one field is not, in a third one field holds what nobody means. */
function submission(asked: readonly FormComponent[], random: Random, index: number): Sent {
  const odd = random.below(Math.max(1, asked.length));
  const entries = asked.flatMap((field, at): [string, unknown][] => {
    const maker = makers[field.type];
    if (maker === undefined || (random.chance(12) && index % 3 !== 2)) return [];
    if (index % 3 === 1 && at === odd) return [[field.key, maker.bad(field, random)]];
    if (index % 3 === 2 && at === odd)
      return [[field.key, hostileValues[Math.floor(index / 3) % hostileValues.length]]];
    return [[field.key, maker.good(field, random)]];
  });
  const extra = index % 7 === 2 ? hostileKeys[index % hostileKeys.length] : undefined;
  const then: [string, unknown][] = random.chance(70) ? [['then', 'rồi']] : [];
  // Own properties, whatever they are called.
  return Object.fromEntries([...entries, ...then, ...Object.entries(extra ?? {})]);
}

function valueSample(type: string): Sample {
  const more = [{}, ruled[type] ?? { validate: required }, ...(besides[type] ?? [])];
  const asked = more.map((rules, index) => field(type, `${type}${index}`, { ...always[type], ...rules }));
  return { type, asked, form: { components: [...asked, shownWhen('then', `${type}0`)] } };
}

/** A field that is not always filled in: it is missed where it is shown, and only there. */
function shownWhen(key: string, when: string): FormComponent {
  const conditional = { show: true, conjunction: 'all', conditions: [{ component: when, operator: 'isNotEmpty' }] };
  return field('textfield', key, { validate: required, conditional });
}

const inside = (): readonly FormComponent[] => [
  field('textfield', 'inside', { validate: { required: true, maxLength: 12 } }),
  field('number', 'count', { validate: { min: 1, max: 9 } }),
];
const conditional = { show: true, when: 'way', eq: 'road' };

const layoutSamples: Readonly<Record<string, () => FormComponent>> = {
  fieldset: () => ({ type: 'fieldset', key: 'part', legend: 'Phần', conditional, components: inside() }),
  panel: () => ({ type: 'panel', key: 'part', title: 'Phần', conditional, components: inside() }),
  well: () => ({ type: 'well', key: 'part', conditional, components: inside() }),
  columns: () => ({
    type: 'columns',
    key: 'part',
    conditional,
    columns: inside().map((one) => ({ width: 6, components: [one] })),
  }),
  tabs: () => ({
    type: 'tabs',
    key: 'part',
    conditional,
    // Tabs are no components of their own.
    components: inside().map((one) => ({ key: `tab_${one.key}`, label: one.label, components: [one] })) as never,
  }),
  content: () => ({ type: 'content', key: 'part', html: '<p>Đọc kỹ &amp; điền.</p>', conditional }),
  button: () => ({ type: 'button', key: 'submit', label: 'Gửi', action: 'submit', input: true }),
};

function layoutSample(type: string): Sample {
  const part = layoutSamples[type]?.() ?? { type, key: 'part', components: inside() };
  const way = field('radio', 'way', { values: options, validate: required });
  const around = type === 'content' || type === 'button' ? inside() : [];
  return { type, form: { components: [way, part, ...around] }, asked: [way, ...inside()] };
}

function field(type: string, key: string, more: Partial<FormComponent>): FormComponent {
  const made = { type, key, label: `Câu hỏi ${key}`, input: true, ...more };
  return isGrid(made) ? { ...made, components: inRow(key) } : made;
}

function inRow(grid: string): readonly FormComponent[] {
  const last = { show: true, when: `${grid}_count`, eq: '7' };
  return [
    field('textfield', `${grid}_name`, { validate: { required: true, maxLength: 12 } }),
    field('number', `${grid}_count`, { validate: { min: 1, max: 9, integer: true } }),
    field('checkbox', `${grid}_last`, { conditional: last }),
  ];
}

/** Where fields of rows may be found: each grid with those inside. */
export function gridsOf({ asked }: Sample): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(asked.filter(isGrid).map((grid) => [grid.key, childrenOf(grid).map(({ key }) => key)]));
}

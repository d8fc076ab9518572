/** The kinds of fields that a form may have, and the questions that the builder asks about each. */
import { computable } from '#forms/check-logic.ts';
import { isGrid, layoutComponents, valueComponents } from '#forms/components.ts';
import type { FormComponent } from '#forms/definition.ts';
import { rowsMax, rowsMaxUsual } from '#forms/rows.ts';
import type { Translate } from '#portal/kit/text.ts';
import type { DesignerTextKey } from '#portal/kit/texts/designer.ts';

export type T = Translate<DesignerTextKey>;
export type FieldKind = (typeof valueComponents)[number] | Exclude<(typeof layoutComponents)[number], 'button'>;

export const questionKinds: readonly FieldKind[] = valueComponents;
export const layoutKinds = layoutComponents.filter((kind) => kind !== 'button') as readonly FieldKind[];

/** What a new field of this kind begins as. */
export function newField(kind: FieldKind, t: T): FormComponent {
  const input = questionKinds.includes(kind);
  const base = { type: kind, key: kind, label: t(`field_${kind}`), input };
  const options = [
    { label: `${t('option')} 1`, value: 'option1' },
    { label: `${t('option')} 2`, value: 'option2' },
  ];
  const extras: Partial<Record<FieldKind, object>> = {
    textarea: { rows: 4 },
    select: { widget: 'html5', dataSrc: 'values', data: { values: options } },
    radio: { values: options },
    selectboxes: { values: options },
    datagrid: { components: [], validate: { minLength: 1 } },
    editgrid: { components: [] },
    file: { storage: 'wardflow', filePattern: 'image/*', fileMaxSize: '10MB', multiple: true },
    fieldset: { legend: t('field_fieldset'), components: [] },
    panel: { title: t('field_panel'), components: [] },
    tabs: { components: [1, 2].map((n) => ({ key: `tab${n}`, label: `${t('tab')} ${n}`, components: [] })) },
    well: { components: [] },
    columns: {
      columns: [
        { width: 6, components: [] },
        { width: 6, components: [] },
      ],
    },
    content: { html: t('contentText') },
  };
  return { ...base, ...extras[kind] };
}

/**
 * The builder's questions about a field, in tabs. They stand in for Form.io's own, which offer code.
 * @param others keys and labels of the form's other fields, for conditions
 */
export function questionsFor(
  kind: FieldKind,
  others: readonly Named[],
  t: T,
): { readonly components: readonly object[] } {
  const question = questionKinds.includes(kind);
  const tabs = [
    { key: 'display', label: t('tabContent'), components: contentQuestions(kind, t) },
    ...(computable.has(kind) ? [{ key: 'formula', label: t('tabFormula'), components: [formulaQuestion(t)] }] : []),
    ...(question && kind !== 'hidden'
      ? [{ key: 'validation', label: t('tabRules'), components: ruleQuestions(kind, t) }]
      : []),
    { key: 'conditional', label: t('tabCondition'), components: conditionQuestions(others, t) },
  ];
  return { components: [{ type: 'tabs', key: 'tabs', components: tabs }] };
}

export interface Named {
  readonly key: string;
  readonly label: string;
}

function contentQuestions(kind: FieldKind, t: T): readonly object[] {
  const chooses = kind === 'radio' || kind === 'selectboxes';
  return [
    kind === 'panel' ? text('title', t('fieldTitle')) : kind === 'fieldset' ? text('legend', t('fieldTitle')) : null,
    kind === 'tabs' ? tabGrid(t) : null,
    kind === 'content' ? area('html', t('contentText')) : null,
    questionKinds.includes(kind)
      ? { ...text('label', t('fieldLabel')), validate: { required: kind !== 'hidden' } }
      : null,
    ['hidden', 'content', 'tabs', 'columns', 'well'].includes(kind) ? null : text('description', t('fieldDescription')),
    ['textfield', 'textarea', 'number', 'phoneNumber', 'email', 'address'].includes(kind)
      ? text('placeholder', t('fieldPlaceholder'))
      : null,
    kind === 'textarea' ? number('rows', t('fieldRows')) : null,
    kind === 'datetime' ? tick('enableTime', t('fieldWithTime')) : null,
    isGrid({ type: kind, key: '' }) ? text('addAnother', t('fieldAddAnother')) : null,
    kind === 'select' ? source(t) : null,
    kind === 'select' ? optionGrid('data.values', t) : null,
    chooses ? optionGrid('values', t) : null,
    kind === 'file' ? tick('multiple', t('fieldSeveral')) : null,
    kind === 'file' ? text('fileMaxSize', t('fieldFileSize')) : null,
    questionKinds.includes(kind) && kind !== 'file' && kind !== 'signature' ? personal(t) : null,
    {
      ...text('key', t('fieldKey')),
      description: t('fieldKeyHint'),
      validate: { required: true, pattern: '[A-Za-z]\\w{0,63}' },
    },
  ].filter((one) => one !== null);
}

function ruleQuestions(kind: FieldKind, t: T): readonly object[] {
  const words = kind === 'textfield' || kind === 'textarea';
  return [
    tick('validate.required', t('ruleRequired')),
    words ? number('validate.minLength', t('ruleMinLength')) : null,
    words ? number('validate.maxLength', t('ruleMaxLength')) : null,
    isGrid({ type: kind, key: '' }) ? number('validate.minLength', t('ruleMinRows')) : null,
    isGrid({ type: kind, key: '' })
      ? {
          ...number('validate.maxLength', t('ruleMaxRows')),
          description: t('ruleMaxRowsHint', { usual: rowsMaxUsual, max: rowsMax }),
        }
      : null,
    kind === 'day' || kind === 'datetime' ? dateBound('minDate', t('ruleMinDate')) : null,
    kind === 'day' || kind === 'datetime' ? dateBound('maxDate', t('ruleMaxDate')) : null,
    kind === 'number' ? number('validate.min', t('ruleMin')) : null,
    kind === 'number' ? number('validate.max', t('ruleMax')) : null,
    kind === 'file' ? number('validate.maxFiles', t('ruleMaxFiles')) : null,
    kind === 'textfield' ? { ...text('validate.pattern', t('rulePattern')), description: t('rulePatternHint') } : null,
  ].filter((one) => one !== null);
}

function conditionQuestions(others: readonly Named[], t: T): readonly object[] {
  const fields = others.map(({ key, label }) => ({ value: key, label: `${label} (${key})` }));
  return [
    pick('conditional.show', t('conditionShow'), [
      { value: 'true', label: t('conditionShown') },
      { value: 'false', label: t('conditionHidden') },
    ]),
    pick('conditional.when', t('conditionWhen'), fields),
    { ...text('conditional.eq', t('conditionValue')), description: t('conditionValueHint') },
    { ...area('conditional.feel', t('conditionFormula')), rows: 2, description: t('conditionFormulaHint') },
  ];
}

function personal(t: T): object {
  return {
    ...pick('properties.personal', t('fieldPersonal'), [{ value: 'true', label: t('yes') }]),
    description: t('fieldPersonalHint'),
  };
}

function source(t: T): object {
  const sources = ['categories', 'units', 'wards', 'photos'] as const;
  const choices = sources.map((value) => ({ value, label: t(`source_${value}`) }));
  return { ...pick('properties.source', t('fieldSource'), choices), description: t('fieldSourceHint') };
}

function formulaQuestion(t: T): object {
  return { ...area('calculateValue', t('fieldFormula')), description: t('fieldFormulaHint') };
}

function tabGrid(t: T): object {
  return {
    ...optionGrid('components', t),
    label: t('tabs'),
    addAnother: t('tabAdd'),
    components: [
      { ...text('label', t('tabLabel')), tableView: true },
      { ...text('key', t('fieldKey')), tableView: true },
    ],
  };
}

function optionGrid(key: string, t: T): object {
  return {
    type: 'datagrid',
    key,
    label: t('options'),
    input: true,
    addAnother: t('optionAdd'),
    reorder: false,
    components: [
      { ...text('label', t('optionLabel')), tableView: true },
      { ...text('value', t('optionValue')), tableView: true },
    ],
  };
}

function text(key: string, label: string) {
  return { type: 'textfield', key, label, input: true };
}

function area(key: string, label: string) {
  return { type: 'textarea', key, label, input: true, rows: 4 };
}

function number(key: string, label: string) {
  return { type: 'number', key, label, input: true };
}

function dateBound(key: string, label: string) {
  return { type: 'day', key, label, input: true };
}

function tick(key: string, label: string) {
  return { type: 'checkbox', key, label, input: true };
}

function pick(key: string, label: string, values: readonly { readonly value: string; readonly label: string }[]) {
  return { type: 'select', key, label, input: true, widget: 'html5', dataSrc: 'values', data: { values } };
}

/** Two states of a form: which questions came, went, or ask something else. */
import { childrenOf, isPersonal, walkForm } from '#forms/components.ts';
import { conditionOf } from '#forms/conditions.ts';
import type { FormComponent, FormDefinition, FormOption } from '#forms/definition.ts';
import { type Difference, type DifferenceSpeech, detailsOf, type Facts } from './difference.ts';

/** @returns null where one of the two cannot be read */
export function formDifferences(before: string, after: string, speech: DifferenceSpeech): readonly Difference[] | null {
  const [was, now] = [readForm(before), readForm(after)];
  if (was === undefined || now === undefined) return null;
  const [old, current] = [fieldsOf(was), fieldsOf(now)];
  const line = (placed: Placed, form: FormDefinition, what: Difference['what']): Difference => ({
    ...{ at: placed.component.key, what, details: [] },
    name: nameOf(placed.component, form, speech),
    sort: kindOf(placed.component, speech),
  });
  const whole = detailsOf(formFacts(was, speech), formFacts(now, speech));
  const { t } = speech;
  const order = movedOf([...old.keys()], [...current.keys()]);
  return [
    ...(whole.length === 0
      ? []
      : [{ at: '', what: 'changed' as const, name: t('diffForm_whole'), sort: '', details: whole }]),
    ...[...current.values()].flatMap((placed): readonly Difference[] => {
      const earlier = old.get(placed.component.key);
      if (earlier === undefined) return [line(placed, now, 'added')];
      const details = [
        ...detailsOf(factsOf(earlier, was, speech), factsOf(placed, now, speech)),
        ...(order.has(placed.component.key) ? [{ label: t('diffForm_place'), from: '', to: t('diffForm_moved') }] : []),
      ];
      return details.length === 0 ? [] : [{ ...line(placed, now, 'changed'), details }];
    }),
    ...[...old.values()]
      .filter(({ component }) => !current.has(component.key))
      .map((placed) => line(placed, was, 'removed')),
  ];
}

interface Placed {
  readonly component: FormComponent;
  /** The part that it stands in. */
  readonly parent: string;
}

function readForm(text: string): FormDefinition | undefined {
  try {
    const form = JSON.parse(text) as FormDefinition | null;
    return Array.isArray(form?.components) ? form : undefined;
  } catch {
    return undefined;
  }
}

function fieldsOf(form: FormDefinition): ReadonlyMap<string, Placed> {
  const all = [...walkForm(form)].map(({ component, path }): [string, Placed] => [
    component.key,
    { component, parent: path.split('.').at(-2) ?? '' },
  ]);
  return new Map(all);
}

/** Of the questions in both, those that stand behind another one than before; one that was taken out moves nobody. */
function movedOf(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const was = before.filter((key) => after.includes(key));
  const now = after.filter((key) => before.includes(key));
  // The longest run of questions in their old order stays; the others have moved.
  const at = now.map((key) => was.indexOf(key));
  const best = at.map((_, index) => [index]);
  for (const [index, value] of at.entries())
    for (let earlier = 0; earlier < index; earlier++)
      if ((at[earlier] ?? 0) < value && (best[earlier]?.length ?? 0) + 1 > (best[index]?.length ?? 0))
        best[index] = [...(best[earlier] ?? []), index];
  const stays = new Set(best.toSorted((a, b) => b.length - a.length)[0] ?? []);
  return new Set(now.filter((_, index) => !stays.has(index)));
}

function formFacts(form: FormDefinition, { t }: DifferenceSpeech): Facts {
  return new Map([
    [t('formTitle'), form.title ?? ''],
    [`${t('formTitle')} (${t('diff_en')})`, form.i18n?.['en']?.[form.title ?? ''] ?? ''],
  ]);
}

function factsOf({ component, parent }: Placed, form: FormDefinition, speech: DifferenceSpeech): Facts {
  const { t } = speech;
  const { validate = {} } = component;
  const facts = new Map<string, string>();
  const label = labelOf(component);
  facts.set(t('fieldLabel'), label);
  facts.set(`${t('fieldLabel')} (${t('diff_en')})`, form.i18n?.['en']?.[label] ?? '');
  facts.set(t('diffForm_kind'), kindOf(component, speech));
  facts.set(t('diff_within'), parent === '' ? '' : parentName(form, parent, speech));
  facts.set(t('fieldDescription'), component.description ?? '');
  facts.set(t('fieldPlaceholder'), component.placeholder ?? '');
  facts.set(t('contentText'), text(component['html']));
  facts.set(t('ruleRequired'), validate['required'] === true ? t('yes') : t('no'));
  for (const [name, words] of limits) facts.set(t(words), text(validate[name]));
  facts.set(
    t('options'),
    options(component)
      .map(({ label: shown, value }) => `${shown} (${value})`)
      .join('; '),
  );
  facts.set(t('fieldSource'), text(component.properties?.['source']));
  facts.set(t('fieldPersonal'), isPersonal(component) ? t('yes') : t('no'));
  facts.set(t('tabCondition'), conditionText(component, form, speech));
  facts.set(t('fieldSeveral'), component.multiple === true ? t('yes') : t('no'));
  facts.set(t('diff_other'), rest(component));
  return facts;
}

const limits = [
  ['minLength', 'ruleMinLength'],
  ['maxLength', 'ruleMaxLength'],
  ['min', 'ruleMin'],
  ['max', 'ruleMax'],
  ['pattern', 'rulePattern'],
  ['maxFiles', 'ruleMaxFiles'],
] as const;

/** What has been told already, or is told elsewhere. */
const told = new Set([
  ...[
    'type',
    'key',
    'label',
    'legend',
    'title',
    'input',
    'description',
    'placeholder',
    'html',
    'validate',
    'values',
    'data',
  ],
  ...['properties', 'conditional', 'multiple', 'components', 'columns'],
]);

/** Everything else as it is written, so that no change goes untold. */
function rest(component: FormComponent): string {
  const { source: _, personal: __, ...properties } = component.properties ?? {};
  const known: ReadonlySet<string> = new Set(['required', ...limits.map(([name]) => name)]);
  const rules = Object.entries(component.validate ?? {}).filter(([name]) => !known.has(name));
  const others = Object.entries(component).filter(([name]) => !told.has(name));
  const all = [...others, ...rules, ...Object.entries(properties)].filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return all
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .toSorted()
    .join(', ');
}

function conditionText(component: FormComponent, form: FormDefinition, speech: DifferenceSpeech): string {
  const { t } = speech;
  const condition = conditionOf(component);
  if (condition === undefined) return '';
  const tests = (
    condition as {
      readonly tests?: readonly { readonly when: string; readonly operator: string; readonly value: string }[];
    }
  ).tests;
  if (tests === undefined) return JSON.stringify(component.conditional);
  const said = tests.map(({ when, operator, value }) =>
    `${parentName(form, when, speech)} ${signs[operator] ?? operator} ${value}`.trim(),
  );
  const shown = (condition as { readonly show?: boolean }).show === false ? 'conditionHidden' : 'conditionShown';
  return `${t(shown)}: ${said.join('; ')}`;
}

const signs: Readonly<Record<string, string>> = { isEqual: '=', isNotEqual: '≠', isEmpty: '= ∅', isNotEmpty: '≠ ∅' };

function parentName(form: FormDefinition, key: string, speech: DifferenceSpeech): string {
  const found = [...walkForm(form)].find(({ component }) => component.key === key)?.component;
  return found === undefined ? key : nameOf(found, form, speech);
}

function nameOf(component: FormComponent, form: FormDefinition, { language }: DifferenceSpeech): string {
  const label =
    labelOf(component) ||
    childrenOf(component)
      .map(labelOf)
      .find((one) => one !== '') ||
    component.key;
  return form.i18n?.[language]?.[label] ?? label;
}

function labelOf(component: FormComponent): string {
  return text(component['legend']) || text(component['title']) || text(component.label);
}

function kindOf({ type }: FormComponent, { t }: DifferenceSpeech): string {
  const key = `field_${type}`;
  const words = t(key as Parameters<DifferenceSpeech['t']>[0]);
  return typeof words === 'string' && words !== '' ? words : type;
}

function options(component: FormComponent): readonly FormOption[] {
  return (component.type === 'select' ? component.data?.values : component.values) ?? [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

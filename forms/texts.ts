/** The Vietnamese texts of a form, for their translation: Form.io finds it by the text itself. */
import { tabsOf, walkForm } from './components.ts';
import type { FormComponent, FormDefinition, FormOption } from './definition.ts';

/** Each text once, in the order it is read. */
export function textsOf(form: FormDefinition): readonly string[] {
  const texts = [
    form.title ?? '',
    ...[...walkForm(form)].flatMap(({ component }) => [...textsIn(component), ...tabsOf(component).flatMap(textsIn)]),
  ];
  return [...new Set(texts.filter((text) => text.trim() !== ''))];
}

export function untranslatedIn(form: FormDefinition): readonly string[] {
  return textsOf(form).filter((text) => (form.i18n?.['en']?.[text] ?? '').trim() === '');
}

/** An empty translation takes the entry away. */
export function translate(form: FormDefinition, text: string, english: string): FormDefinition {
  const { [text]: _, ...others } = form.i18n?.['en'] ?? {};
  const en = english.trim() === '' ? others : { ...form.i18n?.['en'], [text]: english };
  return { ...form, i18n: { ...form.i18n, en } };
}

/** What a reader reads of one component, without what stands in it. */
export function textsIn(component: FormComponent): readonly string[] {
  const own = ['label', 'legend', 'title', 'description', 'placeholder', 'html', 'addAnother'].map(
    (name) => component[name],
  );
  const options: readonly FormOption[] = [...(component.values ?? []), ...(component.data?.values ?? [])];
  return [...own, ...options.map(({ label }) => label)].filter((text) => typeof text === 'string');
}

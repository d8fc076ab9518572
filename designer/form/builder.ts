/**
 * Form.io's builder, loaded on demand and cut to what the product draws: our kinds of fields, our questions about them,
 * our words, nothing that is evaluated and nothing fetched from elsewhere.
 */
import type { Language } from '#engine/runtime/application/common.ts';
import { walkForm } from '#forms/components.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import { type FormioComponents, ourTemplates, registerOurs } from '#portal/kit/react/formio/our-components.ts';
import { builderWords } from './builder-words.ts';
import { type FieldKind, layoutKinds, newField, questionKinds, questionsFor, type T } from './field-kinds.ts';
import { builderTemplates, escaped } from './templates.ts';

export interface OpenBuilder {
  destroy(): void;
}

export interface BuilderRequest {
  readonly place: HTMLElement;
  readonly definition: FormDefinition;
  readonly language: Language;
  readonly t: T;
  /** Told of each change with the builder's own form, defaults and all. */
  readonly onChange: (built: FormDefinition) => void;
}

/** The parts of `@formio/js` that are used here. */
interface Library {
  readonly Formio: {
    readonly Evaluator: { noeval: boolean };
    readonly prototype: { loadProject: () => Promise<null> };
    builder(place: HTMLElement, form: unknown, options: unknown): Promise<WebformBuilder>;
  };
  readonly Utils: { readonly Evaluator?: { noeval: boolean } };
  readonly Templates: { current: object };
  readonly Components: {
    readonly components: Record<string, ComponentClass>;
    setComponent(type: string, one: unknown): void;
  };
}

interface WebformBuilder {
  readonly form: FormDefinition;
  on(event: string, hear: () => void): void;
  destroy(all?: boolean): void;
}

interface ComponentClass {
  new (...args: unknown[]): { render(inside?: string): string };
  editForm: () => object;
  readonly builderInfo: object;
}

export async function openBuilder({ place, definition, language, t, onChange }: BuilderRequest): Promise<OpenBuilder> {
  const library = await load();
  let current = definition;
  library.Templates.current = { ...builderTemplates(t), ...ourTemplates };
  registerOurs(library.Components as unknown as FormioComponents);
  registerLocation(library, t);
  const others = () =>
    [...walkForm(current)].map(({ component }) => ({ key: component.key, label: component.label ?? component.key }));
  for (const kind of [...questionKinds, ...layoutKinds]) {
    const known = library.Components.components[kind];
    if (known !== undefined) known.editForm = () => questionsFor(kind, others(), t);
  }
  const builder = await library.Formio.builder(place, prepared(definition), {
    noeval: true,
    noDefaultSubmitButton: true,
    keyboardBuilder: true,
    language,
    i18n: { [language]: builderWords(t) },
    builder: groups(t),
    dialogAttr: { class: 'formio-scope form-dialog' },
    noAlerts: true,
  });
  // The builder writes defaults into a form as it opens it; only what a person does afterwards is a change.
  const changed = (): void => {
    current = structuredClone(builder.form);
    onChange(current);
  };
  for (const event of ['saveComponent', 'removeComponent', 'addComponent', 'change']) builder.on(event, changed);
  builder.on('editComponent', () => dialogField()?.focus());
  addEventListener('keydown', closeOnEscape);
  return {
    destroy: () => {
      removeEventListener('keydown', closeOnEscape);
      builder.destroy(true);
    },
  };
}

function dialogField(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.form-dialog .formio-tab-panel-active :is(input, textarea, select)');
}

/** As every dialog of ours does; what was typed in it is dropped, as with its own button. */
function closeOnEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') document.querySelector<HTMLElement>('.form-dialog [ref="cancelButton"]')?.click();
}

async function load(): Promise<Library> {
  const library = (await import('@formio/js')) as unknown as Library;
  library.Formio.Evaluator.noeval = true;
  if (library.Utils.Evaluator !== undefined) library.Utils.Evaluator.noeval = true;
  // There is no project of Form.io's behind our forms to ask.
  library.Formio.prototype.loadProject = async () => null;
  return library;
}

/** Native selects while building as well: the other kind brings inline styles and a search box of its own. */
function prepared(definition: FormDefinition): FormDefinition {
  const copy = { ...structuredClone(definition), display: 'form' } as const;
  for (const { component } of walkForm(copy)) {
    if (component.type === 'select') Object.assign(component, { widget: 'html5' });
    // JSON Logic is asked for as text; `tidy.ts` reads it again.
    const { calculateValue: formula } = component;
    if (typeof formula === 'object') Object.assign(component, { calculateValue: JSON.stringify(formula) });
  }
  return copy;
}

function groups(t: T): object {
  const group = (title: string, kinds: readonly FieldKind[], weight: number) => ({
    title,
    weight,
    default: true,
    components: Object.fromEntries(
      kinds.map((kind, index) => [
        kind,
        { title: t(`field_${kind}`), key: kind, icon: '', weight: index, schema: newField(kind, t) },
      ]),
    ),
  });
  return {
    basic: false,
    advanced: false,
    layout: false,
    data: false,
    premium: false,
    resource: false,
    questions: withComputed(group(t('groupQuestions'), questionKinds, 0), t),
    arrangement: group(t('groupLayout'), layoutKinds, 1),
  };
}

/** A number that is computed is a number with a formula; it has a place of its own among the kinds. */
function withComputed<G extends { readonly components: object }>(questions: G, t: T): G {
  const title = t('field_computed');
  const schema = { ...newField('number', t), key: 'computed', label: title, calculateValue: '= 0' };
  const computed = { title, key: 'computed', icon: '', weight: questionKinds.length, schema };
  return { ...questions, components: { ...questions.components, computed } };
}

/** Our own component: a point on the map. The builder only shows where it stands. */
function registerLocation({ Components }: Library, t: T): void {
  const Field = Components.components['field'] ?? Components.components['component'];
  if (Field === undefined || Components.components['location'] !== undefined) return;
  class Location extends Field {
    static override readonly builderInfo = {
      title: t('field_location'),
      group: 'questions',
      schema: newField('location', t),
    };
    static schema(): FormComponent {
      return newField('location', t);
    }
    get defaultSchema(): FormComponent {
      return newField('location', t);
    }
    override render(): string {
      return super.render(`<div class="location-stand-in">${escaped(t('locationStandIn'))}</div>`);
    }
  }
  Components.setComponent('location', Location);
}

/**
 * Form.io's renderer, loaded on demand and kept on a short leash: nothing in a definition is ever evaluated
 * (`Evaluator.noeval`; a definition with code is refused at publishing anyway), files go through our own upload, and
 * the server judges every submission again.
 */
import type { Language } from '#engine/runtime/application/common.ts';
import { fieldsOf, isGrid, withChildren } from '#forms/components.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import { formulaOf } from '#forms/formula.ts';
import type { Fault } from '#forms/rules.ts';
import { formioTexts } from './formio-texts.ts';
import { holdable } from './holdable.ts';
import type { Judged } from './judge.ts';
import {
  drawnType,
  type FormioComponents,
  type FormioInstance,
  openTabs,
  ourTemplates,
  registerOurs,
} from './our-components.ts';

export interface DrawnForm {
  /** What stands in the fields now, files left out. */
  values(): Readonly<Record<string, unknown>>;
  /** Puts a value into a field, as if it were chosen there. */
  put(field: string, value: unknown): void;
  /** Several at once: one may make the place of another appear. */
  putAll(values: Readonly<Record<string, unknown>>): void;
  files(): readonly { readonly key: string; readonly file: File }[];
  /** Shows what is missing at its field. @returns whether the browser finds nothing wrong */
  check(): Checked;
  /** What the server would store and say of what stands in the fields now. */
  judged(): Judged;
  destroy(): void;
}

export interface Checked {
  readonly whole: boolean;
  /** What the server would say of it. */
  readonly faults: readonly Fault[];
}

export interface FormRequest {
  readonly place: HTMLElement;
  readonly definition: FormDefinition;
  readonly language: Language;
  readonly values: Readonly<Record<string, unknown>>;
  readonly readOnly?: boolean;
  readonly onChange: (values: Readonly<Record<string, unknown>>) => void;
}

/** The part of Form.io's `Webform` that is used here. */
interface Webform {
  submission: { data: Record<string, unknown> };
  checkData(data: unknown): void;
  everyComponent(visit: (component: FormioInstance) => void): void;
  on(event: string, hear: (changed: unknown) => void): void;
  setPristine(pristine: boolean): void;
  destroy(all?: boolean): void;
  ready: Promise<unknown>;
}

export async function createForm(request: FormRequest): Promise<DrawnForm> {
  const [{ Formio }, { judgeOf }] = await Promise.all([loadFormio(), import('./judge.ts')]);
  const chosen = new Map<string, File>();
  let drawn: Webform | undefined;
  const judge = judgeOf(request.definition, request.language, () => drawn?.submission.data ?? request.values);
  const form = (await Formio.createForm(request.place, prepared(request.definition), {
    noeval: true,
    readOnly: request.readOnly === true,
    language: request.language,
    i18n: { [request.language]: { ...formioTexts[request.language], ...request.definition.i18n?.[request.language] } },
    fileService: keepFiles(chosen),
    noAlerts: true,
    shows: ({ component, path }: FormioInstance) => judge.shows(component.key, path),
    computes: ({ component, path }: FormioInstance) => judge.computed(component.key, path),
  })) as unknown as Webform;
  drawn = form;
  form.submission = { data: holdable(request.definition, request.values) };
  await form.ready;
  const fileKeys = new Set(fileKeysOf(request.definition));
  const values = () =>
    Object.fromEntries(Object.entries(form.submission.data).filter(([key]) => !fileKeys.has(key) && key !== 'submit'));
  const putAll = (chosen: Readonly<Record<string, unknown>>) => {
    form.submission = { data: { ...form.submission.data, ...holdable(request.definition, chosen) } };
  };
  const files = () =>
    [...fileKeys].flatMap((key) => filesAt(form.submission.data[key], chosen).map((file) => ({ key, file })));
  let checked = false;
  const wordsOf = (faults: readonly Fault[]) =>
    new Map(faults.toReversed().map((fault) => [fault.path, judge.words(fault)]));
  const check = () => {
    checked = true;
    const { faults } = judge.judged();
    const first = markFaults(form, wordsOf(faults));
    return { whole: faults.length === 0, faults, first };
  };
  form.on('change', () => {
    if (checked) check();
    request.onChange(values());
  });
  return {
    values,
    put: (field, value) => putAll({ [field]: value }),
    putAll,
    files,
    check: () => {
      // What was typed last may have made a field appear; Form.io would look a moment later.
      form.checkData(form.submission.data);
      const { first, ...said } = check();
      if (first !== undefined) openTabs(first);
      return said;
    },
    judged: judge.judged,
    destroy: () => form.destroy(true),
  };
}

/** Puts what is wrong to its field. @returns the first that is wrong */
function markFaults(form: Webform, faults: ReadonlyMap<string, string>): FormioInstance | undefined {
  let first: FormioInstance | undefined;
  form.everyComponent((one) => {
    const fault = faults.get(one.path.startsWith(`${one.component.key}.`) ? one.component.key : one.path);
    one.setCustomValidity(fault ?? '', true);
    if (fault !== undefined) first ??= one;
  });
  return first;
}

/** @returns the module, evaluation switched off before anything can be drawn */
export async function loadFormio() {
  const module = await import('@formio/js/form');
  const { Formio, Utils, Templates, Components } = module as unknown as {
    Components: FormioComponents;
    Templates: { current: { readonly [name: string]: Template | undefined } };
    Formio: {
      createForm(place: HTMLElement, definition: unknown, options: unknown): Promise<unknown>;
      Evaluator: { noeval: boolean };
    };
    Utils: { Evaluator?: { noeval: boolean } };
  };
  Formio.Evaluator.noeval = true;
  if (Utils.Evaluator !== undefined) Utils.Evaluator.noeval = true;
  registerOurs(Components);
  Templates.current = { ...Templates.current, ...(ourTemplates as object) };
  mend(Templates.current);
  const { file } = Components.components;
  if (file !== undefined) Object.assign(file.prototype, { browseFiles: chooseFiles });
  return { Formio };
}

interface Template {
  form?: (context: unknown) => string;
}
const mended = new WeakSet<Template>();

/**
 * What removes a file is an icon with a label but no role: screen readers keep silent about it. The bar of progress has a
 * style attribute, which the page's policy rightly refuses. Lengths are announced in English whatever the language is.
 */
function mend(templates: { readonly [name: string]: Template | undefined }): void {
  for (const template of Object.values(templates)) {
    const draw = template?.form;
    if (template === undefined || typeof draw !== 'function' || mended.has(template)) continue;
    mended.add(template);
    const isFile = template === templates['file'];
    template.form = (context) => {
      const drawn = draw(context);
      if (!isFile) return drawn.replaceAll('ref="announceMessage"', '');
      return drawn.replaceAll('<i tabindex="0"', '<i role="button" tabindex="0"').replaceAll(/ style="[^"]*"/g, '');
    };
  }
}

/** Instead of Form.io's own, which hides its input by a style attribute: the page's policy refuses that, too. */
function chooseFiles(attributes: Readonly<Record<string, unknown>> = {}): Promise<FileList | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.hidden = true;
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, String(value));
  document.body.append(input);
  return new Promise((resolve) => {
    input.addEventListener('change', () => {
      input.remove();
      resolve(input.files);
    });
    input.addEventListener('cancel', () => input.remove());
    input.click();
  });
}

/**
 * Native selects, and no button: sending is the page's. What a hidden field holds stays there, so that a value given
 * beforehand is still in it when it shows; the server drops what is hidden. Definitions are shared: none is changed.
 */
function prepared(definition: FormDefinition): FormDefinition {
  const change = (component: FormComponent): readonly FormComponent[] => {
    if (component.type === 'button') return [];
    const timed = component.type === 'datetime' && component['enableTime'] !== false;
    return [
      {
        ...withChildren(structuredClone(component), change),
        type: drawnType(component),
        clearOnHide: false,
        // Form.io numbers rows in the paths of those that it knows as lists.
        ...(isGrid(component) && { modelType: 'nestedArray' }),
        // Each field of a row has its label beside it.
        dataGridLabel: true,
        ...(component.type === 'select' && { widget: 'html5' }),
        ...(timed && { timed }),
        // Computed by our rules (`options.computes`), never by Form.io.
        ...(formulaOf(component) !== undefined && { calculateValue: '', disabled: true }),
      },
    ];
  };
  return { ...definition, display: 'form', components: definition.components.flatMap(change) };
}

function fileKeysOf(form: FormDefinition): readonly string[] {
  return fieldsOf(form).flatMap(({ type, key }) => (type === 'file' ? [key] : []));
}

/** Form.io "uploads" into memory; the bytes travel with the completed task. */
function keepFiles(chosen: Map<string, File>) {
  return {
    uploadFile: async (storage: string, file: File, name: string) => {
      chosen.set(name, file);
      return { storage, name, originalName: file.name, size: file.size, type: file.type };
    },
    deleteFile: async (info: { readonly name: string }) => {
      chosen.delete(info.name);
    },
    downloadFile: async (info: unknown) => info,
  };
}

function filesAt(value: unknown, chosen: ReadonlyMap<string, File>): readonly File[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((info: { readonly name?: string }) => chosen.get(info.name ?? '') ?? []);
}

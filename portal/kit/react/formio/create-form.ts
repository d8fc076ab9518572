/**
 * Form.io's renderer, loaded on demand and kept on a short leash: nothing in a definition is ever evaluated
 * (`Evaluator.noeval`; a definition with code is refused at publishing anyway), files go through our own upload, and
 * the server judges every submission again.
 */
import type { Language } from '#engine/runtime/application/common.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import { formioTexts } from './formio-texts.ts';

export interface DrawnForm {
  /** What stands in the fields now, files left out. */
  values(): Readonly<Record<string, unknown>>;
  /** Puts a value into a field, as if it were chosen there. */
  put(field: string, value: unknown): void;
  /** Several at once: one may make the place of another appear. */
  putAll(values: Readonly<Record<string, unknown>>): void;
  files(): readonly { readonly key: string; readonly file: File }[];
  /** Shows what is missing at its field. @returns whether the browser finds nothing wrong */
  check(): boolean;
  destroy(): void;
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
  checkValidity(data: unknown, dirty: boolean, row: unknown, silent: boolean): boolean;
  on(event: string, hear: (changed: unknown) => void): void;
  setPristine(pristine: boolean): void;
  destroy(all?: boolean): void;
  ready: Promise<unknown>;
}

export async function createForm(request: FormRequest): Promise<DrawnForm> {
  const { Formio } = await loadFormio();
  const chosen = new Map<string, File>();
  const form = (await Formio.createForm(request.place, prepared(request.definition), {
    noeval: true,
    readOnly: request.readOnly === true,
    language: request.language,
    i18n: { [request.language]: { ...formioTexts[request.language], ...request.definition.i18n?.[request.language] } },
    fileService: keepFiles(chosen),
    noAlerts: true,
  })) as unknown as Webform;
  form.submission = { data: { ...request.values } };
  await form.ready;
  const fileKeys = new Set(fileKeysOf(request.definition.components));
  const values = () =>
    Object.fromEntries(Object.entries(form.submission.data).filter(([key]) => !fileKeys.has(key) && key !== 'submit'));
  const putAll = (chosen: Readonly<Record<string, unknown>>) => {
    form.submission = { data: { ...form.submission.data, ...chosen } };
  };
  form.on('change', () => request.onChange(values()));
  return {
    values,
    put: (field, value) => putAll({ [field]: value }),
    putAll,
    files: () =>
      [...fileKeys].flatMap((key) => filesAt(form.submission.data[key], chosen).map((file) => ({ key, file }))),
    check: () => {
      form.setPristine(false);
      return form.checkValidity(form.submission.data, true, form.submission.data, false);
    },
    destroy: () => form.destroy(true),
  };
}

/** @returns the module, evaluation switched off before anything can be drawn */
export async function loadFormio() {
  const module = await import('@formio/js/form');
  const { Formio, Utils, Templates, Components } = module as unknown as {
    Components: { components: { file?: { prototype: { browseFiles: typeof chooseFiles } } } };
    Templates: { current: { readonly [name: string]: Template | undefined } };
    Formio: {
      createForm(place: HTMLElement, definition: unknown, options: unknown): Promise<unknown>;
      Evaluator: { noeval: boolean };
    };
    Utils: { Evaluator?: { noeval: boolean } };
  };
  Formio.Evaluator.noeval = true;
  if (Utils.Evaluator !== undefined) Utils.Evaluator.noeval = true;
  mend(Templates.current);
  const { file } = Components.components;
  if (file !== undefined) file.prototype.browseFiles = chooseFiles;
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
  const walk = (components: readonly FormComponent[]): FormComponent[] =>
    components
      .filter((component) => component.type !== 'button')
      .map((component) => ({
        ...structuredClone(component),
        clearOnHide: false,
        ...(component.type === 'select' && { widget: 'html5' }),
        ...(component.components !== undefined && { components: walk(component.components) }),
      }));
  return { ...definition, components: walk(definition.components) };
}

function fileKeysOf(components: FormDefinition['components']): readonly string[] {
  return components.flatMap((component) => [
    ...(component.type === 'file' ? [component.key] : []),
    ...fileKeysOf(component.components ?? []),
  ]);
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

/** The two ways of filling in, in Chromium: Form.io as the office loads it, and the page that the server draws. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { renderToString } from 'preact-render-to-string';
import type { FormComponent } from '#forms/definition.ts';
import { plainFields } from '#forms/plain/form.ts';
import { buildDir } from '#portal/browser-build.ts';
import type { CodedForm } from '../coded-forms.ts';
import { decoded } from './hostile-values.ts';
import { gridsOf, type Sample, type Sent } from './samples.ts';
import type { Outcome } from './verdict.ts';

/** Where the office loads its hold on Form.io from. */
export function rendererUrl(): string {
  const manifest = JSON.parse(readFileSync(join(buildDir, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    { readonly file: string }
  >;
  const file = manifest['portal/kit/react/formio/create-form.ts']?.file;
  if (file === undefined) throw new Error('the bundles hold no create-form');
  return `/${file}`;
}

/** @param page any page of the product, with its content security policy */
export async function byFormio(
  page: Page,
  { form, asked }: Sample,
  sent: readonly Sent[],
): Promise<readonly Outcome[]> {
  const keys = [...asked.map(({ key }) => key), 'then'];
  const grids = gridsOf({ type: '', form, asked });
  const given = JSON.stringify({ form, keys, grids, sent: sent.map((one) => asKept(asked, one)) });
  const text = await page.evaluate(drawAndCheck, { url: rendererUrl(), given });
  return JSON.parse(text) as readonly Outcome[];
}

/** Draws each submission as the server does after it was refused, and lets the browser gather what it would post. */
export async function byPlainHtml(
  page: Page,
  { form, asked }: Sample,
  sent: readonly Sent[],
): Promise<readonly Outcome[]> {
  const pages = sent.map((one) => {
    const values = asPosted(asked, decoded(one) as Sent);
    const text = (key: string) => key;
    return renderToString(
      plainFields({ form, language: 'vi', text, values, faults: [], fileMegabytesMax: 10 }) as never,
    );
  });
  const files = sent.map((one) =>
    Object.fromEntries(asked.filter(({ type }) => type === 'file').map(({ key }) => [key, one[key]])),
  );
  const text = await page.evaluate(gather, JSON.stringify({ pages, files }));
  return JSON.parse(text) as readonly Outcome[];
}

/** Boxes that a post names are kept as yes and no for each. */
function asKept(asked: readonly FormComponent[], sent: Sent): Sent {
  const boxes = asked.flatMap(({ type, key }): [string, unknown][] => {
    const value = sent[key];
    const named = type === 'selectboxes' && Array.isArray(value) && value.every((one) => typeof one === 'string');
    return named ? [[key, Object.fromEntries(value.map((one) => [one, true]))]] : [];
  });
  return { ...sent, ...Object.fromEntries(boxes) };
}

/** A post has texts only: a place is two of them. */
function asPosted(asked: readonly FormComponent[], values: Sent): Sent {
  const parts = asked.flatMap(({ type, key }): [string, unknown][] => {
    if (type !== 'location') return [];
    const value = values[key];
    const [lon, lat] = typeof value === 'string' ? value.split(/,(?=\d{2}\.)/) : [];
    const place =
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)
        : (readPlace(value) ?? { lon, lat });
    return ['lon', 'lat'].map((part): [string, unknown] => [`${key}.${part}`, asText(place[part])]);
  });
  return { ...values, ...Object.fromEntries(parts) };
}

function readPlace(value: unknown): Record<string, unknown> | undefined {
  try {
    const read = JSON.parse(String(value)) as unknown;
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function asText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

/**
 * Draws forms with code in them though none would have been published, fills them in, points at everything, presses every
 * button.
 * @returns how often the canary sang, which of the forms made it, and which could not even be drawn
 */
export async function drawCoded(page: Page, forms: readonly CodedForm[]): Promise<CanaryReport> {
  const text = await page.evaluate(drawAndTouch, { url: rendererUrl(), given: JSON.stringify(forms) });
  return JSON.parse(text) as CanaryReport;
}

export interface CanaryReport {
  readonly sung: readonly string[];
  readonly undrawn: readonly string[];
}

async function drawAndTouch({ url, given }: { url: string; given: string }): Promise<string> {
  interface Drawn {
    check(): unknown;
    putAll(values: object): void;
    destroy(): void;
  }
  const { createForm } = (await import(url)) as { createForm(request: object): Promise<Drawn> };
  const canary = () => Number(Reflect.get(globalThis, 'canary') ?? 0);
  const sung: string[] = [];
  const undrawn: string[] = [];
  for (const { by, property, form } of JSON.parse(given) as { by: string; property: string; form: object }[]) {
    const before = canary();
    const place = document.createElement('div');
    document.body.append(place);
    try {
      const drawn = await createForm({
        place,
        definition: form,
        language: 'vi',
        values: {},
        onChange: () => undefined,
      });
      drawn.putAll({ name: 'a' });
      for (const one of place.querySelectorAll<HTMLElement>('*'))
        for (const type of ['mouseover', 'focus', 'click', 'input', 'change', 'blur'])
          if (!(one instanceof HTMLInputElement && one.type === 'file'))
            one.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
      drawn.check();
      drawn.destroy();
    } catch (error) {
      undrawn.push(`${by} ${property}: ${error}`);
    }
    // Whatever was put off until later.
    await new Promise((resolve) => setTimeout(resolve, 0));
    place.remove();
    if (canary() > before) sung.push(`${by} ${property}`);
  }
  // Images that are not there say so after a while: by then the others have.
  for (let round = 0; round < 3; round++)
    await new Promise((resolve) =>
      Object.assign(new Image(), { onerror: resolve, onload: resolve, src: `/canary${round}` }),
    );
  if (canary() > 0 && sung.length === 0) sung.push('later');
  return JSON.stringify({ sung, undrawn });
}

async function drawAndCheck({ url, given }: { url: string; given: string }): Promise<string> {
  interface Drawn {
    check(): { readonly faults: readonly { readonly path: string; readonly rule: string }[] };
    values(): Record<string, unknown>;
    destroy(): void;
  }
  interface Given {
    readonly form: object;
    readonly keys: readonly string[];
    readonly grids: Readonly<Record<string, readonly string[]>>;
    readonly sent: readonly Record<string, unknown>[];
  }
  interface Renderer {
    createForm(request: object): Promise<Drawn>;
  }
  const numbers = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$number' in value) return Number((value as { readonly is?: unknown }).is);
    if (Array.isArray(value)) return value.map(numbers);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, numbers(inner)]));
  };
  const { createForm } = (await import(url)) as Renderer;
  const { form, keys, grids, sent } = JSON.parse(given) as Given;
  const outcomes: object[] = [];
  for (const one of sent) {
    const place = document.createElement('div');
    document.body.append(place);
    const values = numbers(one) as Record<string, unknown>;
    const drawn = await createForm({ place, definition: form, language: 'vi', values, onChange: () => undefined });
    const faults = drawn
      .check()
      .faults.map(({ path, rule }) => `${path} ${rule}`)
      .sort();
    // Fields of rows by their place: the second of its key stands in the second row.
    const fields = new Map<string, Element>();
    for (const key of keys) {
      const found = place.querySelector(`.formio-component-${CSS.escape(key)}`);
      if (found !== null) fields.set(key, found);
      for (const inner of grids[key] ?? []) {
        const rows = found?.querySelectorAll(`.formio-component-${CSS.escape(inner)}`) ?? [];
        for (const [row, one] of [...rows].entries()) fields.set(`${key}[${row}].${inner}`, one);
      }
    }
    const shown = [...fields].filter(([, one]) => one.closest('.formio-hidden') === null);
    const seen = shown.map(([path]) => path);
    const isMarked = (one: Element) =>
      [...one.querySelectorAll('[ref="messageContainer"]')].some(
        (room) => room.closest('.formio-component') === one && (room.textContent ?? '').trim() !== '',
      );
    const marked = shown.filter(([, one]) => isMarked(one)).map(([path]) => path);
    outcomes.push({ sends: { ...drawn.values(), ...filesOf(values, keys) }, faults, seen, marked });
    drawn.destroy();
    place.remove();
  }
  if ('polluted' in {}) throw new Error('the prototype of all objects was changed');
  return JSON.stringify(outcomes);

  /** Files travel beside the values. */
  function filesOf(values: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
    const isFile = (value: unknown) =>
      Array.isArray(value) && value.some((info) => (info as { storage?: string } | null)?.storage === 'wardflow');
    return Object.fromEntries(names.filter((key) => isFile(values[key])).map((key) => [key, values[key]]));
  }
}

function gather(given: string): string {
  const { pages, files } = JSON.parse(given) as {
    pages: string[];
    files: Record<string, { originalName: string; size: number }[]>[];
  };
  const outcomes = pages.map((html, index) => {
    const form = document.createElement('form');
    form.innerHTML = html;
    for (const [key, list] of Object.entries(files[index] ?? {})) {
      const input = form.querySelector<HTMLInputElement>(`input[type=file][name="${key}"]`);
      if (input === null || !Array.isArray(list)) continue;
      const holder = new DataTransfer();
      for (const { originalName, size } of list.filter((one) => typeof one?.originalName === 'string'))
        holder.items.add(new File([new Uint8Array(size)], originalName));
      input.files = holder.files;
    }
    const sends: Record<string, unknown> = {};
    for (const [key, value] of new FormData(form)) {
      const one = typeof value === 'string' ? value : { originalName: value.name, size: value.size };
      if (typeof value !== 'string' && value.size === 0 && value.name === '') continue;
      const before = sends[key];
      if (typeof value !== 'string') sends[key] = [...((before as object[] | undefined) ?? []), one];
      else sends[key] = before === undefined ? one : [...(Array.isArray(before) ? before : [before]), one];
    }
    return { sends };
  });
  return JSON.stringify(outcomes);
}

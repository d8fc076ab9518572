/** The server's rules in the browser: which fields are shown, and what is wrong with them. The server judges again. */
import type { Language } from '#engine/runtime/application/common.ts';
import { walkForm } from '#forms/components.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import { type SubmittedFile, withFileNames } from '#forms/files.ts';
import { formulaOf } from '#forms/formula.ts';
import { type Posted, type Reading, readForm } from '#forms/reading.ts';
import type { Fault } from '#forms/rules.ts';
import { type Submission, validateSubmission } from '#forms/validate.ts';
import { rulesOf } from '../../form-rules.ts';
import { translator } from '../../text.ts';
import { formFaultTexts } from '../../texts/form-faults.ts';

export type Judged = Submission<SubmittedFile>;

export interface Judge {
  /** @param path where the field stands, `items[0].qty` */
  shows(key: string, path: string): boolean;
  /** What a field's formula gives; undefined: it has none. */
  computed(key: string, path: string): { readonly value: unknown } | undefined;
  /** What the server would take from it and say of it, but for where a place lies. */
  judged(): Judged;
  words(fault: Fault): string;
}

/** @param values what stands in the fields now, with files as Form.io keeps them */
export function judgeOf(form: FormDefinition, language: Language, values: () => Posted): Judge {
  const t = translator(formFaultTexts, language);
  const byKey = new Map([...walkForm(form)].map(({ component }) => [component.key, component]));
  const context = rulesOf(form);
  const fileKeys = [...byKey.values()].flatMap(({ type, key }) => (type === 'file' ? [key] : []));
  // What will be sent: as JSON, which is not always what Form.io holds.
  const sent = () => {
    const posted = JSON.parse(JSON.stringify(values())) as Posted;
    return { posted, files: fileKeys.flatMap((key) => filesIn(key, posted[key])) };
  };
  return {
    shows(key, path) {
      const component = byKey.get(key);
      if (component === undefined) return true;
      const { posted, files } = sent();
      return placeOf(readForm(form, withFileNames(form, posted, files)), byKey, path).isVisible(component);
    },
    computed(key, path) {
      const component = byKey.get(key);
      if (component === undefined || formulaOf(component) === undefined) return undefined;
      const { posted, files } = sent();
      const coerced = placeOf(readForm(form, withFileNames(form, posted, files)), byKey, path).coerced(component);
      return { value: 'invalid' in coerced ? undefined : coerced.value };
    },
    judged() {
      const { posted, files } = sent();
      return validateSubmission(form, posted, files, context);
    },
    words: ({ rule, params }) => t(`fault.${rule}`, params),
  };
}

function filesIn(field: string, value: unknown): readonly SubmittedFile[] {
  if (!Array.isArray(value)) return [];
  return value.map((info: { readonly originalName?: unknown; readonly size?: unknown } | null) => ({
    field,
    originalName: String(info?.originalName ?? ''),
    bytes: Number(info?.size ?? 0),
  }));
}

/** The row that a field stands in, or the form. */
function placeOf(reading: Reading, byKey: ReadonlyMap<string, FormComponent>, path: string): Reading {
  const [, key = '', index] = /^(?:.*\.)?(\w+)\[(\d+)\]\./.exec(path) ?? [];
  const grid = byKey.get(key);
  return (grid && reading.rows(grid)?.[Number(index)]) ?? reading;
}

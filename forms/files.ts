/** Rules of a file field: how many, how large, of which kind. What a file really is, is looked at when it is taken in. */
import { walkForm } from './components.ts';
import type { FormComponent, FormDefinition } from './definition.ts';
import type { Fault } from './rules.ts';

/** A file that came with a submission, under the key of its component. */
export interface SubmittedFile {
  readonly field: string;
  readonly originalName: string;
  readonly bytes: number;
}

/**
 * What was posted, with the names of the files that came under the key of each file field: conditions look at them, and a
 * text that somebody posts in their place is nothing.
 */
export function withFileNames(
  form: FormDefinition,
  raw: Readonly<Record<string, unknown>>,
  files: readonly SubmittedFile[],
): Readonly<Record<string, unknown>> {
  const fields = [...walkForm(form)].flatMap(({ component }) => (component.type === 'file' ? [component.key] : []));
  const named = fields.map((key): [string, unknown] => [
    key,
    files.filter(({ field }) => field === key).map(({ originalName }) => originalName),
  ]);
  return { ...raw, ...Object.fromEntries(named) };
}

export function fileFaults(component: FormComponent, files: readonly SubmittedFile[]): readonly Fault[] {
  const path = component.key;
  const max = component.multiple === true ? Number(component.validate?.['maxFiles'] ?? 10) : 1;
  const most = parseSize(component['fileMaxSize']);
  const faults: Fault[] = [];
  if (files.length > max) faults.push({ path, rule: 'maxCount', params: { max } });
  for (const file of files) {
    if (file.bytes > most) faults.push({ path, rule: 'fileSize', params: { max: Math.floor(most / 1_048_576) } });
    else if (!hasAllowedName(component, file.originalName)) faults.push({ path, rule: 'fileType' });
  }
  return faults;
}

/** `filePattern` as Form.io keeps it: `image/*,.jpg,.png`; only the endings are looked at here. */
function hasAllowedName(component: FormComponent, name: string): boolean {
  const pattern = component['filePattern'];
  if (typeof pattern !== 'string' || pattern === '' || pattern === '*') return true;
  const parts = pattern.split(/[,;\s]+/).map((part) => part.trim().toLowerCase());
  const endings = parts.flatMap((part) => (part === 'image/*' ? images : part.startsWith('.') ? [part] : []));
  return endings.length === 0 || endings.some((ending) => name.toLowerCase().endsWith(ending));
}

const images = ['.jpg', '.jpeg', '.png', '.webp', '.heic', '.heif', '.gif'];

/** `10MB`, `500KB`; ten megabytes where a form says nothing. */
function parseSize(text: unknown): number {
  const match = /^(\d+(?:\.\d+)?)\s*(KB|MB|B)?$/i.exec(typeof text === 'string' ? text : '');
  if (match === null) return 10 * 1_048_576;
  const unit = { b: 1, kb: 1024, mb: 1_048_576 }[(match[2] ?? 'b').toLowerCase()] ?? 1;
  return Number(match[1]) * unit;
}

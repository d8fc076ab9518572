/** What each of the three places says of a submission, and whether it is the same. */
import { isDeepStrictEqual } from 'node:util';
import { normalisePhone } from '#engine/cases/text/phone.ts';
import { walkForm } from '#forms/components.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import type { SubmittedFile } from '#forms/files.ts';
import type { RuleContext } from '#forms/rules.ts';
import { validateSubmission } from '#forms/validate.ts';
import { decoded } from './hostile-values.ts';
import { categories, type Sent } from './samples.ts';

export interface Verdict {
  /** Field path and rule, e.g. `phone required`; sorted. */
  readonly faults: readonly string[];
  /** What would be stored, by path. */
  readonly stored: Readonly<Record<string, unknown>>;
}

/** What a browser did with a submission. */
export interface Outcome {
  /** What it would send. */
  readonly sends: Sent;
  /** Field path and rule, where the place judges by itself. */
  readonly faults?: readonly string[];
  /** Keys of the fields that can be seen, and of those at which an error can be read. */
  readonly seen?: readonly string[];
  readonly marked?: readonly string[];
}

/** A city of two categories and one rectangle. */
const context: RuleContext = {
  options: (source) => (source === 'categories' ? categories : undefined),
  phone: normalisePhone,
  serves: ({ lon, lat }) => lon > 107 && lon < 110 && lat > 10 && lat < 12,
};

/** The server's word, which is the authority. @param sent as JSON brings it, or a posted form */
export function serverVerdict(form: FormDefinition, sent: Sent): Verdict {
  const raw = decoded(sent) as Sent;
  const files = [...walkForm(form)].flatMap(({ component }) => filesOf(component, raw));
  const { values, personal, files: kept, faults } = validateSubmission(form, raw, files, context);
  const names = Object.entries(kept).map(([key, list]) => [key, list.map(({ originalName }) => originalName)]);
  return { faults: inOrder(faults), stored: { ...values, ...personal, ...Object.fromEntries(names) } };
}

export function inOrder(faults: readonly { readonly path: string; readonly rule: string }[]): readonly string[] {
  return faults.map(({ path, rule }) => `${path} ${rule}`).toSorted();
}

export type Compared = 'same' | 'cannot be entered' | { readonly differs: string };

/**
 * What the server accepts must come through either way of filling in unchanged, and with the same verdict. What it
 * refuses is either refused for the same reason, or cannot be entered there at all (a number field holds no list).
 */
export function compared(form: FormDefinition, sent: Sent, outcome: Outcome): Compared {
  const server = serverVerdict(form, sent);
  const there = serverVerdict(form, overTheWire(outcome.sends));
  const wrong = ownFaults(outcome, there);
  if (wrong !== undefined) return { differs: wrong };
  if (isDeepStrictEqual(server, there)) return 'same';
  if (server.faults.length === 0) return { differs: `the server stores ${say(server)}, here it is ${say(there)}` };
  // A fault that is not found here must be of a field that does not hold what was sent.
  const lost = server.faults.filter((fault) => !there.faults.includes(fault)).map(pathOf);
  const gained = there.faults.filter((fault) => !server.faults.includes(fault)).map(pathOf);
  const held = [...lost, ...gained].find(
    (path) => holds(sent[fieldOf(path)], outcome.sends[fieldOf(path)]) && !depends(form, path),
  );
  return held === undefined
    ? 'cannot be entered'
    : { differs: `${held}: the server says ${say(server)}, here it is ${say(there)}` };
}

/** What the place says by itself: the same as the server of what it sends, at fields that can be seen. */
function ownFaults({ faults, seen, marked }: Outcome, there: Verdict): string | undefined {
  if (faults === undefined) return undefined;
  // Where the city ends, only the server knows.
  const expected = there.faults.filter((fault) => !fault.endsWith(' outside'));
  if (!isDeepStrictEqual([...faults], expected))
    return `says ${faults.join(', ')}, the server says ${expected.join(', ')} of the same`;
  const paths = [...new Set(faults.map(pathOf))].toSorted();
  const missing = paths.filter((path) => marked?.includes(path) !== true || seen?.includes(path) !== true);
  if (missing.length > 0) return `no error can be read at ${missing.join(', ')}`;
  const extra = (marked ?? []).filter((key) => !paths.includes(key));
  return extra.length > 0 ? `an error can be read at ${extra.join(', ')}, where none is` : undefined;
}

/** Whether a condition shows the field: what it looks at may be what could not be entered. */
function depends(form: FormDefinition, path: string): boolean {
  const key = path.slice(path.lastIndexOf('.') + 1);
  return [...walkForm(form)].some(({ component }) => component.key === key && component.conditional !== undefined);
}

/** What JSON cannot say, no way of filling in can send. */
function holds(sent: unknown, there: unknown): boolean {
  if (typeof sent === 'object' && sent !== null && '$number' in sent) return false;
  return isDeepStrictEqual(overTheWire({ value: decoded(sent) }), overTheWire({ value: there }));
}

function overTheWire(sent: Sent): Sent {
  return JSON.parse(JSON.stringify(sent)) as Sent;
}

/** The field that the submission names: of a row, the grid. */
function fieldOf(path: string): string {
  return path.split('[')[0] ?? path;
}

function pathOf(fault: string): string {
  return fault.slice(0, fault.lastIndexOf(' '));
}

function say({ faults, stored }: Verdict): string {
  const text = faults.length > 0 ? faults.join(', ') : JSON.stringify(stored);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function filesOf({ type, key }: FormComponent, raw: Sent): readonly SubmittedFile[] {
  const value = type === 'file' ? raw[key] : undefined;
  if (!Array.isArray(value)) return [];
  return value.map((info: { readonly originalName?: unknown; readonly size?: unknown } | null) => ({
    field: key,
    originalName: String(info?.originalName ?? ''),
    bytes: Number(info?.size ?? 0),
  }));
}

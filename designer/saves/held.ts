/**
 * What is not saved yet, kept in the browser: by service and file, with the revision that it was made on. It is gone as
 * soon as the server has it; what is still there at the next opening was never saved.
 */

export interface Held {
  readonly content: string;
  /** Of the draft that it was made on; null: there was none. */
  readonly revision: number | null;
  readonly at: number;
}

const prefix = 'wardflow.unsaved';

function keyOf(service: string, path: string): string {
  return `${prefix}:${service}:${path}`;
}

export function holdUnsaved(service: string, path: string, held: Held): void {
  try {
    localStorage.setItem(keyOf(service, path), JSON.stringify(held));
  } catch {
    // Full or forbidden: then it is as it was without.
  }
}

export function dropUnsaved(service: string, path: string): void {
  try {
    localStorage.removeItem(keyOf(service, path));
  } catch {
    // As above.
  }
}

/** @returns undefined where nothing was left, or it is what the file holds anyway */
export function unsavedOf(service: string, path: string, content: string): Held | undefined {
  try {
    const held = JSON.parse(localStorage.getItem(keyOf(service, path)) ?? 'null') as Held | null;
    if (held === null || typeof held.content !== 'string' || held.content === content) return undefined;
    return held;
  } catch {
    return undefined;
  }
}

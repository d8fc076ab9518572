// The library ships no types.
declare module 'bpmn-js-differ' {
  interface Differences {
    /** By id. */
    readonly _added: Readonly<Record<string, unknown>>;
    readonly _removed: Readonly<Record<string, unknown>>;
    readonly _changed: Readonly<Record<string, unknown>>;
    readonly _layoutChanged: Readonly<Record<string, unknown>>;
  }
  export function diff(before: unknown, after: unknown): Differences;
}

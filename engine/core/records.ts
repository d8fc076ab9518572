// Records by id (nodes, scopes, subscriptions) of an instance may hold many, and a command looks through them more than
// once. A large record that has been written to is a hash table to the machine, for which `Object.values` and
// `{ ...record }` take several times as long as going through its keys, in the same order.

export function valuesOf<T>(record: { readonly [id: string]: T }): T[] {
  return Object.keys(record).map((id) => record[id] as T);
}

export function copyOf<T>(record: { readonly [id: string]: T }): Record<string, T> {
  const copy: Record<string, T> = {};
  for (const id of Object.keys(record)) copy[id] = record[id] as T;
  return copy;
}

export function isEmpty(record: { readonly [id: string]: unknown }): boolean {
  for (const _ in record) return false;
  return true;
}

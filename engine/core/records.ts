// Records by id (nodes, scopes, subscriptions) of an instance may hold many, and a command looks through them more than
// once. A large record that has been written to is a hash table, whose keys `Object.values` and `{ ...record }` sort
// anew each time; `for … in` does not, and gives the same order.

export function valuesOf<T>(record: { readonly [id: string]: T }): T[] {
  const values: T[] = [];
  for (const id in record) values.push(record[id] as T);
  return values;
}

export function isEmpty(record: { readonly [id: string]: unknown }): boolean {
  for (const _ in record) return false;
  return true;
}

export function copyOf<T>(record: { readonly [id: string]: T }): Record<string, T> {
  const copy: Record<string, T> = {};
  for (const id in record) copy[id] = record[id] as T;
  return copy;
}

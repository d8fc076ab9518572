/**
 * What came as JSON, as a text. Lists and objects have none: JSON can hold `{"toString": 1}`, on which `String` throws.
 */
export function scalarText(value: unknown): string {
  return typeof value === 'object' || value === undefined ? '' : String(value);
}

/** A number as people type it here, with a comma or a point; NaN for anything else. */
export function degrees(typed: string): number {
  return typed.trim() === '' ? Number.NaN : Number(typed.trim().replace(',', '.'));
}

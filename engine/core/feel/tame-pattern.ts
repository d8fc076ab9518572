/** Repetitions without an upper bound in one pattern. */
const repetitionsMax = 2;

/** No repetition inside a repeated group, no choice there, no looking back or ahead, few open repetitions. */
export function isTame(pattern: string): boolean {
  const plain = pattern.replace(/\\\\?[^\d]/g, 'x').replace(/\[(?:[^\]\\]|\\.)*\]/g, 'x');
  if (/\\\d|\(\?[=!<]/.test(plain)) return false;
  if ((plain.match(/[*+]|\{\d+,\}/g) ?? []).length > repetitionsMax) return false;
  for (let text = plain, before = ''; text !== before; ) {
    before = text;
    text = text.replace(/\(([^()]*)\)([*+?]|\{[^}]*\})?/g, (_, body: string, repeat: string | undefined) => {
      const repeats = repeat !== undefined && repeat !== '?';
      return repeats && /[*+|]|\{/.test(body) ? '\u0000' : repeats ? 'x+' : body;
    });
    if (text.includes('\u0000')) return false;
  }
  return true;
}

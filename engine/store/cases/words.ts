/** The words that an open case is found by, a row each; they go when the case leaves the hot tables. */
import type { Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';

/** What fits into the column; a register number is short, and so is the hash of a word. */
const charactersMax = 190;

/** Written with the case, in the same packet. @param search words with a space between */
export function keepWords(sql: Sql, caseId: string, search: string): void {
  const words = [...new Set(search.split(' ').flatMap(withPieces))].filter((word) => word !== '');
  if (words.length === 0) return;
  const rows = words.map((word) => ({ word: word.slice(0, charactersMax), case_id: uuidToBytes(caseId) }));
  sql.add('case_word', rows);
}

/** `pa-261122-0001` is found by `261122-0001` and by `0001` too. */
function withPieces(word: string): readonly string[] {
  const at = word.indexOf('-');
  return at < 0 ? [word] : [word, ...withPieces(word.slice(at + 1))];
}

import type { JournalLine } from '../../application/operations.ts';
import type { HistoryRow, JournalRow } from '../../ports/engine.ts';

/** The journal in a few words that name no person: what kind of command, and the element that it has moved first. */
export function journalLines(
  journal: readonly JournalRow[],
  history: readonly HistoryRow[],
  max: number,
): readonly JournalLine[] {
  const touched = new Map<number, string>();
  for (const { number, element, event } of history) {
    if (event !== 'taken' && !touched.has(number)) touched.set(number, element);
  }
  return journal
    .slice(-max)
    .toReversed()
    .map(({ number, at, command }) => {
      const kind = command.kind === 'task' ? `task.${command.verb}` : command.kind;
      return { number, at, kind, about: saidBy(command) ?? touched.get(number) ?? '' };
    });
}

function saidBy(command: JournalRow['command']): string | undefined {
  switch (command.kind) {
    case 'message':
      return command.message;
    case 'signal':
      return command.signal;
    case 'move':
      return `${command.cancel.join(', ')} → ${[...command.startBefore, ...command.startAfter].join(', ')}`;
    case 'setVariables':
      return Object.keys(command.variables).join(', ');
    default:
      return undefined;
  }
}

/** States in one look: word, shape and colour say the same. */
import type { BatchLife, ItemState, LifeOfInstance, Waiting } from '#engine/runtime/application/operations.ts';
import { useWords } from './use-words.ts';

const lives = { active: 'info', suspended: 'risk', completed: 'ok', terminated: 'mute', failed: 'late' } as const;
const batches = { running: 'info', paused: 'risk', cancelled: 'mute', done: 'ok' } as const;
const items = { pending: 'mute', done: 'ok', refused: 'risk', failed: 'late', skipped: 'mute' } as const;

export function LifeChip({ life }: { readonly life: LifeOfInstance }) {
  const t = useWords();
  return <span className={`wf-chip ${lives[life]}`}>{t(`life_${life}`)}</span>;
}

export function BatchChip({ life }: { readonly life: BatchLife }) {
  const t = useWords();
  return <span className={`wf-chip ${batches[life]}`}>{t(`batchState_${life}`)}</span>;
}

export function ItemChip({ state }: { readonly state: ItemState }) {
  const t = useWords();
  return <span className={`wf-chip ${items[state]}`}>{t(`item_${state}`)}</span>;
}

export function WaitChip({ waitsFor }: { readonly waitsFor: Waiting }) {
  const t = useWords();
  return <span className={`wf-chip ${waitsFor === 'incident' ? 'late' : 'info'}`}>{t(`wait_${waitsFor}`)}</span>;
}

import type { Store, Tx } from '../ports.ts';
import { Refusal } from '../refusal.ts';

/**
 * Work on something that another person may change at the same moment. Where the engine refuses because somebody was
 * faster, the thing is looked up once more, so that who was slower is told by whom, and not how engines call it.
 * @param find throws the refusal that fits what stands there now
 */
export async function unlessOvertaken<T>(
  store: Store,
  find: (tx: Tx) => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal && (error.status === 409 || error.status === 404))) throw error;
    await store.transaction(find);
    // It may still be done: what was faster was one's own other try, or has been taken back.
    return await work();
  }
}

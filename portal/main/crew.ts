/** This process among those that work at the database: it says regularly that it lives, and goes in good order. */
import { beatAloneMs, beatMs } from '#engine/runtime/kernel/crew.ts';
import type { Installation } from './installation.ts';

export interface Membership {
  /** Its share and what it held are given to the others at once. */
  leave(): Promise<void>;
}

/** @param works whether this process does jobs; else it only shares the time that leases are counted in */
export function joinCrew({ wardflow, store, log }: Installation, works: boolean): Membership {
  const { crew } = wardflow.kernel;
  let joined = false;
  const turn = async () => {
    try {
      if (joined) return await crew.beat(Date.now());
      await crew.join(Date.now(), works);
      joined = true;
    } catch (error) {
      log.error({ err: error }, 'crew');
    }
  };
  let underWay = turn();
  const beat = () => {
    underWay = underWay.then(turn);
  };
  const timer = setInterval(beat, store.dialect === 'sqlite' ? beatAloneMs : beatMs).unref();
  return {
    async leave() {
      clearInterval(timer);
      await underWay;
      // Where the database is away, the others find out by themselves.
      await crew.leave().catch((error) => log.warn({ err: error }, 'crew'));
    },
  };
}

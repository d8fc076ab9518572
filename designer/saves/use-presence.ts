/** Says that this tab has a service open, and hears who else has and whether the file was saved by another. */
import { useEffect, useState } from 'react';
import type { Presence } from '#engine/runtime/application/draft-saves.ts';
import { api } from '#portal/kit/react/api-client.ts';

/** One for each time the pages are loaded. */
const tab = crypto.randomUUID();
const everyMs = 8_000;

/** @param path the file that is edited; '' for the service itself */
export function usePresence(service: string, path: string): Presence | undefined {
  const [presence, setPresence] = useState<Presence>();
  useEffect(() => {
    let gone = false;
    const say = async (leaving: boolean): Promise<void> => {
      try {
        const heard = await api.put<Presence>(`/services/${service}/presence`, { tab, path, leaving });
        if (!gone) setPresence(heard);
      } catch {
        // The line may be cut: it is said again soon.
      }
    };
    void say(false);
    const timer = setInterval(() => void say(false), everyMs);
    return () => {
      gone = true;
      clearInterval(timer);
      void say(true);
    };
  }, [service, path]);
  return presence;
}

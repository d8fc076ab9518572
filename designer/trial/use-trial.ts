/** Past cases run through the draft, some at a time, so that progress shows and it can be left at any time. */
import { useRef, useState } from 'react';
import type { DraftTrial, DraftTrials } from '#engine/runtime/application/history.ts';
import { api } from '#portal/kit/react/api-client.ts';

export interface Trial {
  readonly cases: readonly DraftTrial[];
  readonly names: DraftTrials['names'];
  readonly running: boolean;
  readonly done: boolean;
  readonly error: unknown;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

/** @param casesMax the newest so many, and no more */
export function useTrial(service: string, casesMax: number = Number.POSITIVE_INFINITY): Trial {
  const [cases, setCases] = useState<readonly DraftTrial[]>([]);
  const [names, setNames] = useState<DraftTrials['names']>({});
  const [state, setState] = useState<'idle' | 'running' | 'done'>('idle');
  const [error, setError] = useState<unknown>();
  const stopped = useRef(false);
  const start = async () => {
    stopped.current = false;
    setCases([]);
    setError(undefined);
    setState('running');
    let count = 0;
    try {
      for (let after: string | null = ''; after !== null && !stopped.current && count < casesMax; ) {
        const query: string = after === '' ? '' : `?after=${after}`;
        const page: DraftTrials = await api.get<DraftTrials>(`/services/${service}/draft/trials${query}`);
        const taken = page.cases.slice(0, casesMax - count);
        count += taken.length;
        setCases((before) => [...before, ...taken]);
        setNames((before) => ({ ...before, ...page.names }));
        after = page.next;
      }
    } catch (fault) {
      setError(fault);
    }
    setState('done');
  };
  const stop = () => {
    stopped.current = true;
  };
  return { cases, names, running: state === 'running', done: state === 'done', error, start, stop };
}

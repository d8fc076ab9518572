import { useEffect, useState } from 'react';
import { readTables, type ShownDecision } from './tables.ts';

/** The decisions of a file while it is changed; as they were before where it cannot be read for a moment. */
export function useReadTables(first: readonly ShownDecision[], xml: string): readonly ShownDecision[] {
  const [decisions, setDecisions] = useState(first);
  useEffect(() => {
    let gone = false;
    void readTables(xml).then((read) => {
      if (!gone && read.decisions.length > 0) setDecisions(read.decisions);
    });
    return () => {
      gone = true;
    };
  }, [xml]);
  return decisions;
}

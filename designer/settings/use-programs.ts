/** The processes of a service as the engine reads them, for those who ask what uses what. */
import { useEffect, useState } from 'react';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { Opened } from '../draft/use-opened.ts';

/** @returns none while they are being read, or cannot be */
export function usePrograms({ others }: Opened): readonly Program[] {
  const [programs, setPrograms] = useState<readonly Program[]>([]);
  useEffect(() => {
    let gone = false;
    void loadProgram(
      others.filter(({ path }) => path.endsWith('.bpmn')),
      { host: 'core' },
    ).then(({ processes }) => {
      if (!gone) setPrograms(Object.values(processes));
    });
    return () => {
      gone = true;
    };
  }, [others]);
  return programs;
}

/** What the engine's own reader says of the drawing, while it is drawn, and how a case may get stuck in it. */
import { useEffect, useState } from 'react';
import type { LoadedProgram } from '#engine/bpmn/load-program.ts';
import { soundnessProblems } from '#engine/bpmn/soundness-problems.ts';
import { checkService } from '#engine/checks/check-service.ts';
import { type ReadService, readService } from '#engine/checks/service.ts';
import { tellingOf } from '#engine/checks/telling.ts';
import type { Budget } from '#engine/core/soundness/check.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Diagram } from '../diagram/library.ts';
import type { ShownProblem } from '../draft/problem-list.tsx';
import type { Opened } from '../draft/use-opened.ts';
import { markProblems } from './open-modeler.ts';
import { useRest } from './use-rest.ts';

/** The check of the whole process waits until the hand rests, and holds up the page no longer than this. */
const restMs = 500;
const checkMsMax = 200;

export interface Live {
  readonly problems: readonly ShownProblem[];
  /** What the engine has understood of the drawing; null until it was read. */
  readonly loaded: LoadedProgram | null;
}

export function useLiveProblems(opened: Opened, xml: string, diagram: Diagram | null): Live {
  const language = useLanguage();
  const rest = useRest(opened);
  const [problems, setProblems] = useState<readonly ShownProblem[]>([]);
  const [program, setProgram] = useState<LoadedProgram | null>(null);
  useEffect(() => {
    let gone = false;
    let timer = 0;
    // Until the others are there, forms count by their path only; decisions are read, since a task names one of theirs.
    const forms = opened.detail.resources
      .filter(({ kind }) => kind === 'form')
      .map(({ path }) => ({ path, content: '' }));
    const files = [{ path: opened.path, content: xml }, ...opened.others, ...(rest ?? forms)];
    void readService(files, { javascript: opened.detail.choices.javascript }).then((service) => {
      if (gone) return;
      const { problems: found, untranslated } = service.loaded;
      const whole = rest === undefined ? [] : checkService(service);
      const own = [...found, ...untranslated, ...whole].filter(({ path }) => path === opened.path);
      setProblems(own);
      setProgram(service.loaded);
      timer = window.setTimeout(() => setProblems([...own, ...soundnessOf(service, opened)]), restMs);
    });
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [opened, xml, rest]);
  useEffect(() => {
    if (diagram !== null) markProblems(diagram, problems, ({ message }) => message[language]);
  }, [diagram, problems, language]);
  return { problems, loaded: program };
}

function soundnessOf(service: ReadService, { detail, path }: Opened): readonly ShownProblem[] {
  const end = performance.now() + checkMsMax;
  const budget: Budget = { statesInEveryOrderMax: 1_000, statesMax: 3_000, stop: () => performance.now() > end };
  const ends = detail.choices.stages.flatMap((stage) => (stage.ends ? stage.code : []));
  return soundnessProblems(service.loaded, budget, ends, tellingOf(service))
    .filter(({ problem }) => problem.path === path)
    .map(({ problem, ...shown }) => ({ ...problem, ...shown }));
}

/** What the engine's own reader says of the drawing, while it is drawn, and how a case may get stuck in it. */
import { useEffect, useState } from 'react';
import { type LoadedProgram, loadProgram } from '#engine/bpmn/load-program.ts';
import { soundnessProblems } from '#engine/bpmn/soundness-problems.ts';
import type { Budget } from '#engine/core/soundness/check.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Diagram } from '../diagram/library.ts';
import type { ShownProblem } from '../draft/problem-list.tsx';
import type { Opened } from '../draft/use-opened.ts';
import { markProblems } from './open-modeler.ts';

/** The check of the whole process waits until the hand rests, and holds up the page no longer than this. */
const restMs = 500;
const checkMsMax = 200;

export function useLiveProblems(opened: Opened, xml: string, diagram: Diagram | null): readonly ShownProblem[] {
  const language = useLanguage();
  const [problems, setProblems] = useState<readonly ShownProblem[]>([]);
  useEffect(() => {
    let gone = false;
    let timer = 0;
    // Forms count by their path only; decisions are read, since a task names one of theirs.
    const forms = opened.detail.resources
      .filter(({ kind }) => kind === 'form')
      .map(({ path }) => ({ path, content: '' }));
    const files = [{ path: opened.path, content: xml }, ...opened.others, ...forms];
    const { javascript, stages } = opened.detail.choices;
    const ends = stages.flatMap((stage) => (stage.ends ? stage.code : []));
    void loadProgram(files, { javascript }).then((loaded) => {
      if (gone) return;
      const own = [...loaded.problems, ...loaded.untranslated].filter(({ path }) => path === opened.path);
      setProblems(own);
      timer = window.setTimeout(() => setProblems([...own, ...soundnessOf(loaded, opened.path, ends)]), restMs);
    });
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [opened, xml]);
  useEffect(() => {
    if (diagram !== null) markProblems(diagram, problems, ({ message }) => message[language]);
  }, [diagram, problems, language]);
  return problems;
}

function soundnessOf(loaded: LoadedProgram, path: string, ends: readonly string[]): readonly ShownProblem[] {
  const end = performance.now() + checkMsMax;
  const budget: Budget = { statesInEveryOrderMax: 1_000, statesMax: 3_000, stop: () => performance.now() > end };
  return soundnessProblems(loaded, budget, ends)
    .filter(({ problem }) => problem.path === path)
    .map(({ problem, ...shown }) => ({ ...problem, ...shown }));
}

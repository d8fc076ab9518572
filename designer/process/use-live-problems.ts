/** What the engine's own reader says of the drawing, while it is drawn. */
import { useEffect, useState } from 'react';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { Problem } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Diagram } from '../diagram/library.ts';
import type { Opened } from '../draft/use-opened.ts';
import { markProblems } from './open-modeler.ts';

export function useLiveProblems(opened: Opened, xml: string, diagram: Diagram | null): readonly Problem[] {
  const language = useLanguage();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  useEffect(() => {
    let gone = false;
    // Forms count by their path only; decisions are read, since a task names one of theirs.
    const forms = opened.detail.resources
      .filter(({ kind }) => kind === 'form')
      .map(({ path }) => ({ path, content: '' }));
    const files = [{ path: opened.path, content: xml }, ...opened.others, ...forms];
    const { javascript } = opened.detail.choices;
    void loadProgram(files, { javascript }).then((loaded) => {
      if (!gone) setProblems(loaded.problems.filter(({ path }) => path === opened.path));
    });
    return () => {
      gone = true;
    };
  }, [opened, xml]);
  useEffect(() => {
    if (diagram !== null) markProblems(diagram, problems, ({ message }) => message[language]);
  }, [diagram, problems, language]);
  return problems;
}

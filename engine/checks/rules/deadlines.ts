// Work of people that may lie for ever: without a deadline, and without the clock of the case.
import { hasOwnLimit, isHuman, isUnderClock } from '../deadline-of.ts';
import { found, type Rule } from '../rule.ts';

export const deadlines: Rule = ({ main }) => {
  if (main === undefined) return [];
  const { path, program } = main;
  return Object.values(program.nodes).flatMap((node) => {
    if (!isHuman(node) || hasOwnLimit(program, node) || isUnderClock(program, node.id)) return [];
    return [found('TASK_WITHOUT_DEADLINE', { path, element: node.id })];
  });
};

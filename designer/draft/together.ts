/** Problems of one element stand together, the elements that must be mended first; the order is otherwise as it was. */
interface Placed {
  readonly element: string | null;
  readonly severity: 'error' | 'warning';
}

/** A problem, and whether another of the same element stands before it: the name is said once. */
export interface Together<P> {
  readonly problem: P;
  readonly follows: boolean;
}

export function together<P extends Placed>(problems: readonly P[]): readonly Together<P>[] {
  const groups = [...Map.groupBy(problems, ({ element }) => element).values()].map((own) => [
    ...own.filter(isError),
    ...own.filter((problem) => !isError(problem)),
  ]);
  const pressing = groups.filter(([first]) => first !== undefined && isError(first));
  return [...pressing, ...groups.filter((group) => !pressing.includes(group))].flatMap((group) =>
    group.map((problem, index) => ({ problem, follows: index > 0 && problem.element !== null })),
  );
}

function isError({ severity }: Placed): boolean {
  return severity === 'error';
}

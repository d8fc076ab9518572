// A way through the explored states as a person sees it: each thing that happens, with all that follows by itself.
import type { Choice } from '../chooser.ts';
import type { Witness } from '../finding.ts';
import { type Edge, type Happening, pathTo } from '../graph.ts';

export interface Stride {
  readonly happening: Happening;
  readonly choices: readonly Choice[];
  readonly entered: readonly string[];
  readonly taken: readonly string[];
  /** The element at which it gets stuck in an incident; then the rest of it is not known. */
  readonly incident: string | null;
}

/** Pauses belong to what happened before them. */
export function stridesOf(path: readonly Edge[]): readonly Stride[] {
  const strides: Stride[] = [];
  for (const edge of path) {
    const last = edge.happening.kind === 'pause' ? strides.pop() : undefined;
    strides.push({
      happening: last?.happening ?? edge.happening,
      choices: [...(last?.choices ?? []), ...edge.choices],
      entered: [...(last?.entered ?? []), ...edge.entered],
      taken: [...(last?.taken ?? []), ...edge.taken],
      incident: null,
    });
  }
  return strides;
}

/** The way that shows what has been found. */
export function wayOf({ explored, vertex, onward = [], incident }: Witness): readonly Stride[] {
  const strides = stridesOf([...pathTo(explored, vertex), ...onward]);
  if (incident === undefined) return strides;
  const { happening, choices, element } = incident;
  const last = happening.kind === 'pause' ? strides.at(-1) : undefined;
  const stuck = { entered: [], taken: [], incident: element };
  if (last === undefined) return [...strides, { happening, choices, ...stuck }];
  return [...strides.slice(0, -1), { ...last, choices: [...last.choices, ...choices], incident: element }];
}

/** Elements and flows along a way, in the order in which they are come to. */
export function elementsAlong(strides: readonly Stride[]): readonly string[] {
  return strides.flatMap(({ entered, taken, incident }) => [
    ...taken,
    ...entered,
    ...(incident === null || entered.includes(incident) ? [] : [incident]),
  ]);
}

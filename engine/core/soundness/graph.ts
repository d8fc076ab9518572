// What has been explored: states as points, what can happen as lines between them.
import type { Program } from '../model/program.ts';
import type { State } from '../state.ts';
import type { Choice } from './chooser.ts';
import type { Shape } from './shape.ts';

/** What happens to an instance, in words that hold for every state of one shape. */
export type Happening =
  | { readonly kind: 'start'; readonly element: string | null; readonly message: string | null }
  | { readonly kind: 'complete'; readonly element: string }
  | { readonly kind: 'throwError'; readonly element: string; readonly code: string }
  | { readonly kind: 'escalate'; readonly element: string; readonly code: string | null }
  /** `element`: the event; `host`: the element whose token listens, null for a scope. */
  | {
      readonly kind: 'timer' | 'message' | 'condition';
      readonly element: string;
      readonly host: string | null;
      readonly name: string;
    }
  | { readonly kind: 'signal'; readonly name: string; readonly element: string }
  | { readonly kind: 'activate'; readonly element: string; readonly host: string }
  | { readonly kind: 'finishAdHoc'; readonly element: string }
  /** The instance goes on by itself. */
  | { readonly kind: 'pause'; readonly element: string };

export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly happening: Happening;
  readonly choices: readonly Choice[];
  /** Elements begun and flows taken, of the model, in order; an element once for each time. */
  readonly entered: readonly string[];
  readonly taken: readonly string[];
  /** An event of a scope around the tokens: it may get a case out of a lock, but is no way on. */
  readonly rescue: boolean;
  /** The error that ended the instance, and who threw it. */
  readonly failure: { readonly code: string; readonly element: string } | null;
}

export interface Vertex {
  readonly id: number;
  /** Undefined before the start. */
  readonly state: State | undefined;
  readonly shape: Shape;
  readonly parent: Edge | null;
  readonly depth: number;
  readonly edges: Edge[];
  /** What can happen has been looked at; else the exploration ended before. */
  expanded: boolean;
  /** Grows without end from here: not followed further. */
  growth: Growth | null;
  /** Guards that left no way open, and other incidents: what would happen is not followed. */
  readonly incidents: IncidentSeen[];
}

export interface Growth {
  /** Elements at which tokens pile up. */
  readonly elements: readonly string[];
  /** The point from which one more turn leads here. */
  readonly since: number;
  /** Because the world calls again and again, not by a loop of the model. */
  readonly called: boolean;
}

export interface IncidentSeen {
  readonly code: string;
  readonly element: string;
  readonly happening: Happening;
  readonly choices: readonly Choice[];
}

export interface Explored {
  readonly program: Program;
  readonly vertices: readonly Vertex[];
  /** Every state has been seen; else why not. */
  readonly complete: boolean;
  readonly why: 'states' | 'size' | 'ways' | 'time' | null;
  /** Elements at which it became too much; none where it is complete. */
  readonly where: readonly string[];
}

export function isEnd(vertex: Vertex): boolean {
  return vertex.state !== undefined && vertex.state.life !== 'active';
}

/** The way by which a point was first reached: a shortest one where nothing was left out. */
export function pathTo({ vertices }: Pick<Explored, 'vertices'>, vertex: Vertex): readonly Edge[] {
  const path: Edge[] = [];
  for (let edge = vertex.parent; edge !== null; edge = vertices[edge.from]?.parent ?? null) path.push(edge);
  return path.reverse();
}

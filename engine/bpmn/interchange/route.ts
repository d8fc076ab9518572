// Lines of a drawing that was made: through the gaps between columns and below everything, so that none crosses a box.

export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly expanded: boolean;
}

export interface Link {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Line extends Link {
  readonly points: readonly Point[];
}

/** Links of one container, by how they are drawn. `gap` n lies before column n; the last one behind all columns. */
export interface Routes {
  readonly near: readonly Link[];
  readonly far: readonly Link[];
  readonly loops: readonly Link[];
  /** How many lines go down or up in each gap. */
  readonly lines: readonly number[];
  readonly columnOf: (id: string) => number | undefined;
}

const step = 8;

/** @param columns ids by column; @param hosts activities by the boundary events on them */
export function routesOf(
  links: readonly Link[],
  columns: readonly (readonly string[])[],
  hosts: ReadonlyMap<string, string>,
): Routes {
  const column = new Map(columns.flatMap((ids, index) => ids.map((id) => [id, index] as const)));
  const columnOf = (id: string): number | undefined => column.get(hosts.get(id) ?? id);
  const own = links.filter(({ source, target }) => columnOf(source) !== undefined && columnOf(target) !== undefined);
  const loops = own.filter(({ source, target }) => source === target);
  const near = own.filter(({ source, target }) => (columnOf(target) ?? 0) === (columnOf(source) ?? 0) + 1);
  const far = own
    .filter((link) => !loops.includes(link) && !near.includes(link))
    .toSorted((a, b) => span(a, columnOf) - span(b, columnOf));
  const lines = Array.from({ length: columns.length + 1 }, () => 0);
  const count = (gap: number): void => {
    lines[gap] = (lines[gap] ?? 0) + 1;
  };
  for (const { source } of [...near, ...far]) count((columnOf(source) ?? 0) + 1);
  for (const { target } of far) count(columnOf(target) ?? 0);
  return { near, far, loops, lines, columnOf };
}

function span({ source, target }: Link, columnOf: Routes['columnOf']): number {
  return Math.abs((columnOf(target) ?? 0) - (columnOf(source) ?? 0));
}

/** How wide a gap must be for its lines. */
export function gapWidth({ lines }: Routes, gap: number, least: number): number {
  const count = lines[gap] ?? 0;
  return count === 0 ? least : Math.max(least, 24 + step * count);
}

/** How much room the far lines need below. */
export function channelHeight({ far }: Routes): number {
  return far.length === 0 ? 0 : 20 + 10 * far.length;
}

export interface Ground {
  readonly boxes: ReadonlyMap<string, Box>;
  /** Where each gap begins. */
  readonly gaps: readonly number[];
  /** Below this is nothing but lines. */
  readonly bottom: number;
  readonly hosts: ReadonlyMap<string, string>;
}

export function linesOf(routes: Routes, ground: Ground): readonly Line[] {
  const used = ground.gaps.map(() => 0);
  const down = (gap: number): number => {
    used[gap] = (used[gap] ?? 0) + 1;
    return (ground.gaps[gap] ?? 0) + 8 + step * (used[gap] ?? 0);
  };
  const near = routes.near.map((link) => nearLine(link, routes, ground, down));
  const far = routes.far.map((link, index) => farLine(link, ground.bottom + 15 + 10 * index, { routes, ground, down }));
  return [...near, ...far, ...routes.loops.map((link) => loopLine(link, ground))].filter(
    ({ points }) => points.length > 1,
  );
}

/** From the right of a box; from below an event on a border, so that it passes its neighbours. */
function leave(id: string, { boxes, hosts }: Ground): readonly Point[] {
  const box = boxes.get(id);
  if (box === undefined) return [];
  const host = boxes.get(hosts.get(id) ?? '');
  if (host === undefined) return [{ x: box.x + box.width, y: middle(box) }];
  const nth = Math.round((host.x + host.width - 28 - box.x) / 44);
  const x = box.x + box.width / 2;
  return [
    { x, y: box.y + box.height },
    { x, y: box.y + box.height + 6 + 6 * nth },
  ];
}

/** Room that the ways out of events on a border take below it. */
export function roomBelow(events: number): number {
  return events === 0 ? 0 : 24 + 6 * events;
}

function nearLine(link: Link, { columnOf }: Routes, ground: Ground, down: (gap: number) => number): Line {
  const from = leave(link.source, ground);
  const to = ground.boxes.get(link.target);
  const last = from.at(-1);
  if (last === undefined || to === undefined) return { ...link, points: [] };
  const end = { x: to.x, y: middle(to) };
  const x = down((columnOf(link.source) ?? 0) + 1);
  const turn =
    last.y === end.y
      ? []
      : [
          { x, y: last.y },
          { x, y: end.y },
        ];
  return { ...link, points: [...from, ...turn, end] };
}

interface Far {
  readonly routes: Routes;
  readonly ground: Ground;
  readonly down: (gap: number) => number;
}

function farLine(link: Link, y: number, { routes, ground, down }: Far): Line {
  const from = leave(link.source, ground);
  const to = ground.boxes.get(link.target);
  const last = from.at(-1);
  if (last === undefined || to === undefined) return { ...link, points: [] };
  const out = down((routes.columnOf(link.source) ?? 0) + 1);
  const back = down(routes.columnOf(link.target) ?? 0);
  const way = [
    { x: out, y: last.y },
    { x: out, y },
    { x: back, y },
    { x: back, y: middle(to) },
    { x: to.x, y: middle(to) },
  ];
  return { ...link, points: [...from, ...way] };
}

/** Out on the right, in again from above. */
function loopLine(link: Link, { boxes }: Ground): Line {
  const box = boxes.get(link.source);
  if (box === undefined) return { ...link, points: [] };
  const [right, top, y] = [box.x + box.width, box.y - 14, box.y + box.height / 4];
  const x = box.x + box.width / 2;
  const points = [
    { x: right, y },
    { x: right + 6, y },
    { x: right + 6, y: top },
    { x, y: top },
    { x, y: box.y },
  ];
  return { ...link, points };
}

function middle({ y, height }: Box): number {
  return y + height / 2;
}

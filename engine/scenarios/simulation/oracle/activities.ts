// Activities: what one does, how often, and what is left when it is done.
import { itemsOf } from '../activity-xml.ts';
import type { Activity, Block, EventSub, LoopPlan, ScriptWork, SubWork, Work } from '../blocks.ts';
import { closeAdHoc, openAdHoc } from './ad-hoc.ts';
import { arm, armBorder, armEvents, lacksTime, lacksValue } from './catch.ts';
import {
  type Done,
  type Frame,
  type Game,
  type LoopCount,
  moveIn,
  newFrame,
  type Place,
  type Reach,
  seen,
  sightFrom,
  type Token,
  write,
} from './game.ts';
import { close, complete, enter, finish, pass, stick } from './tokens.ts';

const nowhere: Reach = new Set();

/** @param next what follows when it is done */
export function playActivity(game: Game, activity: Activity, at: Place, next: () => void): void {
  const { id, boundaries, loop } = activity;
  enter(game, at, {
    element: id,
    begin: (token) => begin(game, activity, token),
    leave: (token) => leave(game, activity, token, next),
    more: {
      boundaries,
      silent: loop !== null,
      take: (boundary) => {
        const { joins, body } = boundary;
        const place = joins ? at : { frame: at.frame, reach: nowhere };
        const after = joins ? next : () => pass(game, place, `${boundary.id}End`, () => {});
        pass(game, place, boundary.id, () => moveIn(game, at.frame, () => game.play.block(game, body, place, after)));
      },
    },
  });
}

function isTogether(loop: LoopPlan | null): boolean {
  return loop?.kind === 'multi' && !loop.sequential;
}

/** What happens once, however often it is done. */
function begin(game: Game, activity: Activity, token: Token): void {
  const { work, loop, boundaries, id } = activity;
  const { frame } = token;
  const lacks = [
    ...boundaries.flatMap((one) => lacksTime(frame, one.catches, one.id)),
    ...(loop?.kind === 'multi' && loop.from === 'missing' ? lacksValue(frame, `${id}Items`) : []),
    ...(loop === null ? lacksForWork(frame, id, work) : []),
  ];
  if (lacks.length > 0) {
    stick(token, 'VALUE_MISSING', lacks, () => begin(game, activity, token));
    return;
  }
  armBorder(game, token);
  if (loop === null) doWork(game, activity, token);
  else beginLoop(game, activity, loop, token);
}

function lacksForWork(frame: Frame, id: string, work: Work): readonly string[] {
  if (work.type === 'service' && work.missing) return lacksValue(frame, `${id}Type`);
  if (work.type !== 'sub') return [];
  return work.events.flatMap((event) => lacksTime(frame, event.catches, `${event.id}Start`));
}

function doWork(game: Game, activity: Activity, token: Token): void {
  const { id, work } = activity;
  switch (work.type) {
    case 'manual':
    case 'user':
      if (work.type === 'manual' && !work.addressed) break;
      token.waits = { for: 'task', state: work.type === 'user' && work.assigned ? 'reserved' : 'ready', was: 'ready' };
      return;
    case 'service':
      openJob(game, token, () => ({ seen: seen(token.frame, 'total') ?? null }));
      return;
    case 'send':
      if (work.message === null) {
        openJob(game, token, () => ({}));
        return;
      }
      game.story.out.push(`message ${work.message} ${id}`);
      break;
    case 'receive':
      if (work.message === null) token.waits = { for: 'word' };
      else listenFor(game, token, work.message);
      return;
    case 'script':
      write(game, token.frame, scripted(token.frame, id, work));
      break;
    case 'rule':
      write(game, token.frame, { [`${id}Ruled`]: 2 * Number(seen(token.frame, 'total')) });
      break;
    case 'call': {
      const given = { seen: seen(token.frame, 'total') ?? null };
      game.story.out.push(`call ${id} ${sorted(work.mapped ? given : sightFrom(token.frame))}`);
      token.waits = { for: 'call' };
      return;
    }
    case 'sub':
      openSub(game, activity, work, token);
      return;
    case 'adHoc':
      openAdHoc(game, activity, work, token);
      return;
    case 'task':
  }
  finish(game, token);
}

/** Names in order, so that two can be compared. */
export function sorted(values: { readonly [name: string]: unknown }): string {
  return JSON.stringify(Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/** @param inputs what goes in, as it is whenever the job is made */
function openJob(game: Game, token: Token, inputs: () => { readonly [name: string]: unknown }): void {
  game.story.out.push(`job ${token.element} ${sorted(inputs())}`);
  token.waits = { for: 'job', state: 'ready', reopen: () => openJob(game, token, inputs) };
}

function listenFor(game: Game, token: Token, name: string): void {
  const happens = (): void => finish(game, token);
  arm(game, { plan: { on: 'message', name }, element: token.element, host: token, happens });
}

function scripted(frame: Frame, id: string, work: ScriptWork) {
  if (work.does === 'flag') return { [work.flag]: work.value };
  if (work.does === 'count') return { total: Number(seen(frame, 'total')) + 1 };
  const trail = seen(frame, 'trail');
  return { trail: [...(Array.isArray(trail) ? trail : []), id] };
}

function openSub(game: Game, { handler, loop }: Activity, work: SubWork, token: Token): void {
  const { transaction, events, body } = work;
  openFrame(game, token, { kind: 'sub', transaction, events, handler, together: isTogether(loop) }, body);
}

type Opening = Pick<Frame, 'kind' | 'transaction' | 'events' | 'handler' | 'together'>;

function openFrame(game: Game, token: Token, of: Opening, body: Block): void {
  const frame = newFrame({ ...of, body, element: token.element, owner: token });
  game.frames.add(frame);
  token.inner.add(frame);
  armEvents(game, frame);
  const at = { frame, reach: nowhere };
  const end = (): void => pass(game, at, `${token.element}End`, () => {});
  pass(game, at, `${token.element}Start`, () => moveIn(game, frame, () => game.play.block(game, body, at, end)));
}

/** An event sub-process begins in a frame. */
export function playEvent(game: Game, event: EventSub, frame: Frame): void {
  enter(
    game,
    { frame, reach: nowhere },
    {
      element: event.id,
      begin: (token) =>
        openFrame(
          game,
          token,
          { kind: 'event', transaction: false, events: [], handler: null, together: false },
          event.body,
        ),
      leave: (token) => complete(game, token),
    },
  );
}

function leave(game: Game, activity: Activity, token: Token, next: () => void): void {
  const { id, work, handler, loop } = activity;
  if (loop === null) takeAnswer(game, id, work, token);
  const { frame } = token;
  complete(game, token);
  moveIn(game, frame, next);
  frame.done.push(...(token.loop?.done ?? []));
  if (handler !== null && loop === null) frame.done.push(doneOf(activity));
  activityDone(game, frame);
}

function doneOf({ id, handler, loop }: Activity): Done {
  return { element: id, handler, inside: null, together: isTogether(loop), turn: loop !== null };
}

/** A completed activity of an ad-hoc sub-process may be its last. */
function activityDone(game: Game, frame: Frame): void {
  const { adHoc } = frame;
  if (adHoc === null || !adHoc.open || adHoc.activity.work.type !== 'adHoc' || !adHoc.activity.work.conditional) return;
  if (seen(frame, `${adHoc.activity.id}Over`) === true) closeAdHoc(game, frame, adHoc);
}

function takeAnswer(game: Game, id: string, work: Work, token: Token): void {
  const mapped = (work.type === 'service' || work.type === 'call') && work.mapped;
  if (mapped) write(game, token.frame, { [`${id}Got`]: Number(token.answer['answer']) + 1 });
  else write(game, token.frame, token.answer);
}

function beginLoop(game: Game, activity: Activity, loop: LoopPlan, token: Token): void {
  const empty = { outputs: [], done: [], started: 0, completed: 0 };
  if (loop.kind === 'standard') {
    token.loop = { ...empty, total: null, items: null };
    if (loop.testBefore && !goesOn(loop, token.loop, token.frame)) finish(game, token);
    else beginTurn(game, activity, token, token.loop);
    return;
  }
  const missing = seen(token.frame, `${activity.id}Items`);
  const items = loop.from === 'cardinality' ? null : loop.from === 'list' ? itemsOf(loop.count) : (missing as number[]);
  const total = items?.length ?? loop.count;
  token.loop = { ...empty, total, items, outputs: Array.from({ length: total }, () => null) };
  if (total === 0) {
    finish(game, token);
    return;
  }
  const before = game.moves.length;
  for (let turn = 1; turn <= (loop.sequential ? 1 : total); turn++) beginTurn(game, activity, token, token.loop);
  game.moves.push(...game.moves.splice(before).reverse());
}

function goesOn(loop: Extract<LoopPlan, { kind: 'standard' }>, count: LoopCount, frame: Frame): boolean {
  if (loop.maximum !== null && count.completed >= loop.maximum) return false;
  if (loop.condition === null) return true;
  if (loop.condition === 'flag') return seen(frame, 'flag1') === true;
  return Number(seen(frame, 'loopCounter')) < loop.until;
}

function beginTurn(game: Game, activity: Activity, owner: Token, count: LoopCount): void {
  count.started += 1;
  const turn = count.started;
  const frame = newFrame({ element: activity.id, kind: 'turn', owner, turn });
  frame.variables.set('loopCounter', turn);
  if (count.total !== null) frame.variables.set('numberOfInstances', count.total);
  if (count.items !== null) frame.variables.set('item', count.items[turn - 1] ?? null);
  game.frames.add(frame);
  owner.inner.add(frame);
  const start = (token: Token): void => {
    const lacks = lacksForWork(frame, activity.id, activity.work);
    if (lacks.length > 0) stick(token, 'VALUE_MISSING', lacks, () => start(token));
    else doWork(game, activity, token);
  };
  enter(
    game,
    { frame, reach: nowhere },
    {
      element: activity.id,
      begin: start,
      leave: (token) => {
        takeAnswer(game, activity.id, activity.work, token);
        complete(game, token);
        if (activity.handler !== null) frame.done.push(doneOf(activity));
        endTurn(game, activity, frame, owner, count);
      },
      more: { isTurn: true, boundaries: activity.boundaries },
    },
  );
}

function endTurn(game: Game, activity: Activity, frame: Frame, owner: Token, count: LoopCount): void {
  const { loop } = activity;
  if (loop === null) return;
  count.completed += 1;
  count.done.push(...frame.done);
  if (loop.kind === 'multi' && loop.gathers) {
    const item = count.items?.[frame.turn - 1];
    count.outputs[frame.turn - 1] = typeof item === 'number' ? item + frame.turn : frame.turn * 2;
  }
  const enough = loop.kind === 'multi' ? (loop.enough ?? count.total ?? 0) : 0;
  const over =
    loop.kind === 'standard'
      ? !goesOn(loop, count, frame)
      : count.completed >= enough || count.completed >= (count.total ?? 0);
  close(game, frame);
  if (!over) {
    if (loop.kind === 'standard' || loop.sequential) beginTurn(game, activity, owner, count);
    return;
  }
  for (const inner of [...owner.inner]) close(game, inner);
  if (loop.kind === 'multi' && loop.gathers)
    write(game, owner.frame, { [`${activity.id}Results`]: [...count.outputs] });
  finish(game, owner);
}

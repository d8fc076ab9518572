/** Palette, quick menu and change menu show what the server runs and nothing else. A module of diagram-js. */
import type { Shape } from '../diagram/library.ts';

interface Entry {
  readonly [property: string]: unknown;
}
type Entries = Readonly<Record<string, Entry>>;
type Update = (entries: Entries) => Entries;

interface Injected {
  readonly palette: { registerProvider(priority: number, provider: object): void };
  readonly contextPad: { registerProvider(priority: number, provider: object): void };
  readonly popupMenu: { registerProvider(id: string, priority: number, provider: object): void };
  readonly create: { start(event: Event, shape: unknown): void };
  readonly autoPlace: { append(source: Shape, shape: unknown): void };
  readonly elementFactory: { createShape(attributes: object): unknown };
  readonly modeling: {
    createShape(shape: object, at: { x: number; y: number }, host: Shape, hints: object): Shape;
  };
  readonly selection: { select(shape: Shape): void };
  readonly translate: (text: string) => string;
}

/** Below the library's own providers (1000): what they offer is cut and added to. */
const afterTheirs = 500;

const paletteKept = [
  'hand-tool',
  'lasso-tool',
  'space-tool',
  'global-connect-tool',
  'tool-separator',
  'create.start-event',
  'create.intermediate-event',
  'create.end-event',
  'create.exclusive-gateway',
  'create.subprocess-expanded',
  'create',
];
const padKept = [
  'append',
  'set-color',
  'delete',
  'replace',
  'connect',
  'append.end-event',
  'append.gateway',
  'append.intermediate-event',
  'append.text-annotation',
  'append.receive-task',
  'append.message-intermediate-event',
  'append.timer-intermediate-event',
  'append.condition-intermediate-event',
  'append.signal-intermediate-event',
  'append.compensation-activity',
];
/** Not run, or without a meaning here: pools are drawn, and data have no screen yet. */
const changesCut = /ad-hoc|participant|pool|data-(object|store)/;
/** A process begins by these only where somebody asks for it: in an event sub-process. */
const startsInside = new Set(['replace-with-timer-start', 'replace-with-conditional-start']);
/** Of the menus for something new; a process itself begins by a person or a message. */
const newCut = /ad-hoc|participant|pool|data-(object|store)|-(timer|conditional)-start$|non-interrupting-[a-z]+-start$/;
const severalKept = new Set(['delete', 'set-color', 'align-elements', 'distribute-elements']);
const togglesKept = new Set(['toggle-parallel-mi', 'toggle-sequential-mi', 'toggle-loop', 'toggle-non-interrupting']);
const made = [
  ['user-task', 'bpmn:UserTask', 'activity', 'bpmn-icon-user-task', 'User task'],
  ['send-task', 'bpmn:SendTask', 'activity', 'bpmn-icon-send-task', 'Send task'],
  ['rule-task', 'bpmn:BusinessRuleTask', 'activity', 'bpmn-icon-business-rule-task', 'Business rule task'],
  ['parallel-gateway', 'bpmn:ParallelGateway', 'gateway', 'bpmn-icon-gateway-parallel', 'Parallel gateway'],
] as const;

const services = [
  'palette',
  'contextPad',
  'popupMenu',
  'create',
  'autoPlace',
  'elementFactory',
  'modeling',
  'selection',
  'translate',
] as const;

function register(...args: unknown[]): void {
  const injected = Object.fromEntries(services.map((name, index) => [name, args[index]])) as unknown as Injected;
  injected.palette.registerProvider(afterTheirs, { getPaletteEntries: () => palette(injected) });
  injected.contextPad.registerProvider(afterTheirs, {
    getContextPadEntries: (element: Shape) => pad(injected, element),
    getMultiElementContextPadEntries: () => (entries: Entries) => kept(entries, (id) => severalKept.has(id)),
  });
  for (const menu of ['bpmn-append', 'bpmn-create']) {
    injected.popupMenu.registerProvider(menu, afterTheirs, {
      getPopupMenuEntries: (element: Shape) => (entries: Entries) => kept(entries, (id) => mayFollow(element, id)),
    });
  }
  injected.popupMenu.registerProvider('bpmn-replace', afterTheirs, {
    getPopupMenuEntries: (element: Shape) => (entries: Entries) => kept(entries, (id) => mayBecome(element, id)),
    getPopupMenuHeaderEntries: () => (entries: Entries) => kept(entries, (id) => togglesKept.has(id)),
  });
}
register.$inject = [...services];

export const whatRuns = { __init__: ['whatRuns'], whatRuns: ['type', register] };

function palette({ create, elementFactory, translate }: Injected): Update {
  const own = made.map(([id, type, group, className, title]) => {
    const start = (event: Event): void => create.start(event, elementFactory.createShape({ type }));
    return [`create.${id}`, { group, className, title: translate(title), action: { dragstart: start, click: start } }];
  });
  return (entries) => ({ ...kept(entries, (id) => paletteKept.includes(id)), ...Object.fromEntries(own) });
}

function pad(injected: Injected, element: Shape): Update {
  return (entries) => {
    const cut = kept(entries, (id) => padKept.includes(id));
    const type = element.businessObject.$type;
    // What may be followed by something offers a gateway; the tasks of ours stand beside it.
    const following = 'append.gateway' in cut ? appends(injected) : {};
    return { ...following, ...cut, ...(isTask(type) && { 'attach.timer': timer(injected) }) };
  };
}

function appends({ autoPlace, create, elementFactory, translate }: Injected): Entries {
  const own = made.slice(0, 2).map(([id, type, , className, title]) => {
    const click = (_event: Event, source: Shape): void =>
      autoPlace.append(source, elementFactory.createShape({ type }));
    const dragstart = (event: Event): void => create.start(event, elementFactory.createShape({ type }));
    return [`append.${id}`, { group: 'model', className, title: translate(title), action: { click, dragstart } }];
  });
  return Object.fromEntries(own) as Entries;
}

/** A timer on the edge of a task, to remind or to take another way when it is late. */
function timer({ modeling, selection, translate }: Injected): Entry {
  const click = (_event: Event, host: Shape): void => {
    const shape = { type: 'bpmn:BoundaryEvent', eventDefinitionType: 'bpmn:TimerEventDefinition' };
    const at = { x: host.x + host.width - 20, y: host.y + host.height };
    selection.select(modeling.createShape(shape, at, host, { attach: true }));
  };
  return {
    group: 'model',
    className: 'bpmn-icon-intermediate-event-catch-timer',
    title: translate('Timer boundary event'),
    action: { click },
  };
}

/** What ends a transaction is offered where there is one. */
function mayFollow({ businessObject }: Shape, id: string): boolean {
  if (newCut.test(id)) return false;
  if (id === 'append-cancel-boundary') return businessObject.$type === 'bpmn:Transaction';
  if (id === 'append-cancel-end') return businessObject.$parent?.$type === 'bpmn:Transaction';
  return true;
}

function mayBecome({ businessObject }: Shape, id: string): boolean {
  const inProcess = businessObject.$parent?.$type === 'bpmn:Process';
  return !changesCut.test(id) && !(inProcess && startsInside.has(id));
}

function isTask(type: string): boolean {
  return type.endsWith('Task');
}

function kept(entries: Entries, keep: (id: string) => boolean): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([id]) => keep(id)));
}

/** What is copied can be pasted in every window of this browser, so that steps go from one service into another. */
import type { BusEvent, BusinessObject } from '../diagram/library.ts';

interface Injected {
  readonly eventBus: {
    on(event: string, priority: number, hear: (event: BusEvent & { readonly tree?: unknown }) => void): void;
  };
  readonly keyboard: {
    addListener(priority: number, hear: (context: { readonly keyEvent: KeyboardEvent }) => void): void;
  };
  readonly clipboard: { set(tree: unknown): void };
  readonly moddle: { create(type: string, properties: object): BusinessObject };
}

const key = 'wardflow.designer.clipboard';
/** Before the library's own, which then finds what another window has copied. */
const beforeTheirs = 2_000;

function share(
  eventBus: Injected['eventBus'],
  keyboard: Injected['keyboard'],
  clipboard: Injected['clipboard'],
  moddle: Injected['moddle'],
): void {
  eventBus.on('copyPaste.elementsCopied', beforeTheirs, ({ tree }) => {
    try {
      localStorage.setItem(key, JSON.stringify(tree));
    } catch {
      // Full or switched off: it is still pasted in this window.
    }
  });
  keyboard.addListener(beforeTheirs, ({ keyEvent }) => {
    if (!(keyEvent.ctrlKey || keyEvent.metaKey) || keyEvent.key.toLowerCase() !== 'v') return;
    const text = localStorage.getItem(key);
    const tree = text === null ? null : read(text, moddle);
    if (tree !== null) clipboard.set(tree);
  });
}
share.$inject = ['eventBus', 'keyboard', 'clipboard', 'moddle'];

export const sharedClipboard = { __init__: ['sharedClipboard'], sharedClipboard: ['type', share] };

/** Plain objects become BPMN elements again, each id one element. */
function read(text: string, moddle: Injected['moddle']): unknown {
  const made = new Map<string, BusinessObject>();
  const revive = (_name: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || !('$type' in value)) return value;
    const { $type, ...properties } = value as { readonly $type: string; readonly id?: string };
    const known = properties.id === undefined ? undefined : made.get(properties.id);
    if (known !== undefined) return known;
    const element = moddle.create($type, properties);
    if (properties.id !== undefined) made.set(properties.id, element);
    return element;
  };
  try {
    return JSON.parse(text, revive);
  } catch {
    return null;
  }
}

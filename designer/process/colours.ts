/**
 * Colours of elements, kept in the drawing (BPMN in Color, `bioc` and `color`). They are an ornament: nothing in the
 * product reads them, and kind, name and state of an element are always said in words too.
 */
import colorPicker from 'bpmn-js-color-picker';

interface Entry {
  readonly imageHtml?: string;
}
interface PopupMenu {
  registerProvider(id: string, priority: number, provider: object): void;
}

/** Below the library's own provider (1000). */
const afterTheirs = 500;

function underPolicy(popupMenu: PopupMenu): void {
  popupMenu.registerProvider('color-picker', afterTheirs, {
    // The page's policy refuses style attributes written as text.
    getPopupMenuEntries: () => (entries: Readonly<Record<string, Entry>>) =>
      Object.fromEntries(
        Object.entries(entries).map(([id, entry]) => {
          const imageHtml = entry.imageHtml?.replace('style="stroke-width:2"', 'stroke-width="2"');
          return [id, { ...entry, imageHtml }];
        }),
      ),
  });
}
underPolicy.$inject = ['popupMenu'];

export const colours = {
  __depends__: [colorPicker],
  __init__: ['coloursUnderPolicy'],
  coloursUnderPolicy: ['type', underPolicy],
};

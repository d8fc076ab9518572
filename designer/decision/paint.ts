/**
 * What stands on dmn-js's table beside its own: names below codes, problems in words, what the last trial came to, and
 * labels that a screen reader says. Set as attributes on its cells, and set again whenever it has drawn them anew.
 */
export interface Paint {
  /** By id of the cell. */
  readonly cells: ReadonlyMap<string, CellPaint>;
  /** By id of the rule. */
  readonly rules: ReadonlyMap<string, RulePaint>;
  /** dmn-js's own words that it does not ask to be translated. */
  readonly words: (text: string) => string;
}

export interface CellPaint {
  readonly label: string;
  /** Names of the codes in it; '' for none. */
  readonly names: string;
  /** What is wrong with it; '' for nothing. */
  readonly problem: string;
  readonly failed: boolean;
}

export interface RulePaint {
  readonly label: string;
  readonly outcome: 'applied' | 'matched' | 'notMatched' | null;
  /** The outcome in words; '' for none. */
  readonly words: string;
}

/** Paints, and keeps painting until the returned function is called. */
export function keepPainted(place: HTMLElement, paint: Paint): () => void {
  let frame = 0;
  const again = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => paintAll(place, paint));
  };
  // Attributes are not watched: they are what is set here.
  const observer = new MutationObserver(again);
  observer.observe(place, { childList: true, subtree: true });
  paintAll(place, paint);
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  };
}

function paintAll(place: HTMLElement, paint: Paint): void {
  for (const cell of place.querySelectorAll<HTMLElement>(
    'td.input-cell[data-element-id], td.output-cell[data-element-id]',
  )) {
    const given = paint.cells.get(cell.dataset['elementId'] ?? '');
    mark(cell, 'data-names', given?.names);
    mark(cell, 'data-problem', given?.problem);
    cell.classList.toggle('cell-failed', given?.failed === true);
    const box = cell.querySelector('[role=textbox]');
    if (box === null || given === undefined) continue;
    box.setAttribute('aria-label', given.label);
    mark(box, 'aria-invalid', given.problem === '' ? '' : 'true');
    mark(box, 'aria-description', [given.names, given.problem].filter((text) => text !== '').join('. '));
  }
  for (const index of place.querySelectorAll<HTMLElement>('td.rule-index[data-row-id]')) {
    const given = paint.rules.get(index.dataset['rowId'] ?? '');
    mark(index, 'data-outcome', given?.outcome ?? '');
    mark(index, 'data-words', given?.words);
    const note = index.parentElement?.querySelector('td.annotation [role=textbox]');
    if (given !== undefined) note?.setAttribute('aria-label', given.label);
  }
  for (const handle of place.querySelectorAll<HTMLElement>('[title^="Move "]'))
    handle.title = paint.words(handle.title);
  for (const menu of place.querySelectorAll('[role=menu]')) {
    menu.setAttribute('aria-label', paint.words(menu.getAttribute('aria-label') ?? ''));
  }
  for (const button of place.querySelectorAll('button[title]:not([aria-label])')) {
    button.setAttribute('aria-label', button.getAttribute('title') ?? '');
  }
}

function mark(element: Element, name: string, value: string | undefined): void {
  if (value === undefined || value === '') element.removeAttribute(name);
  else element.setAttribute(name, value);
}

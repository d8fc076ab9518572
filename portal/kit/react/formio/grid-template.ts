/** Rows as Form.io draws them for us: one below the other, each field with its label; what it looks for (`ref`) stays. */
interface Context {
  readonly component: { readonly key: string; readonly addAnother?: string };
  readonly columns: readonly { readonly key: string }[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly key: string;
  readonly datagridKey: string;
  readonly hasAddButton: boolean;
  readonly hasRemoveButtons: boolean;
  readonly canAddColumn: boolean;
  readonly placeholder: string;
  readonly builder: boolean;
  t(words: string): string;
}

export function gridTemplate(context: Context): string {
  const { datagridKey: grid, rows, component, t } = context;
  const add = `<button type="button" class="btn formio-button-add-row" ref="${grid}-addRow">${escaped(t(component.addAnother || 'addAnother'))}</button>`;
  return `<div ref="${grid}-tbody" data-key="${grid}" class="rows-of">${rows.map((row, index) => drawRow(context, row, index)).join('')}</div>
    ${context.hasAddButton && !context.builder ? add : ''}<span class="visually-hidden" ref="liveRegion" aria-live="polite"></span>`;
}

function drawRow(context: Context, row: Readonly<Record<string, string>>, index: number): string {
  const { datagridKey: grid, columns, t } = context;
  const name = escaped(`${t('row')} ${index + 1}`);
  const cells = columns.map(({ key }) => `<div ref="${grid}" class="cell-of">${row[key] ?? ''}</div>`).join('');
  const remove = `<button type="button" class="btn formio-button-remove-row" ref="${grid}-removeRow" aria-label="${escaped(t('remove'))}: ${name}">${escaped(t('remove'))}</button>`;
  const more = context.canAddColumn
    ? `<div ref="${context.key}-container" class="cell-of">${context.placeholder}</div>`
    : '';
  return `<div role="group" aria-label="${name}" class="row-of" ref="${grid}-row"><p class="row-name">${name}</p><div class="cells-of">${cells}${more}</div>${context.hasRemoveButtons ? remove : ''}</div>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}

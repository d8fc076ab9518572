/** The builder's own frame in our words and without icon fonts; what Form.io looks for (`ref`) stays. */
import { layoutKinds, questionKinds, type T } from './field-kinds.ts';

interface Context {
  readonly html: string;
  readonly editComponent: boolean;
  readonly disableBuilderActions?: boolean;
  readonly editForm: string;
  readonly preview: string | false;
  readonly componentInfo: { readonly key?: string; readonly schema?: { readonly type?: string } };
  readonly group: {
    readonly title: string;
    readonly componentOrder: readonly string[];
    readonly components: Readonly<
      Record<string, { readonly key: string; readonly title: string; readonly schema: { readonly type: string } }>
    >;
  };
  readonly groupKey: string;
  readonly groupId: string;
  readonly groups: readonly string[];
  readonly sidebar: string;
  readonly form: string;
  readonly position: number;
  readonly component: { readonly label: string };
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly datagridKey: string;
  readonly hasRemoveButtons: boolean;
  readonly hasAddButton: boolean;
}

/** Templates by name; each has its text for the way `form` of drawing. */
export function builderTemplates(t: T): object {
  const templates: Readonly<Record<string, (context: Context) => string>> = {
    builder: ({ sidebar, form }) =>
      `<div class="formio builder formbuilder"><div class="formcomponents">${sidebar}</div><div class="formarea" ref="form">${form}</div></div>`,
    builderSidebar: ({ groupId, groups }) =>
      `<div id="${groupId}" class="builder-sidebar" ref="sidebar"><div ref="sidebar-groups">${groups.join('')}</div></div>`,
    builderSidebarGroup: ({ group, groupKey }) =>
      `<div class="kinds" ref="group-panel-${groupKey}"><h2 ref="sidebar-anchor">${escaped(group.title)}</h2>
      <div id="group-container-${groupKey}" class="no-drop" ref="sidebar-container">${group.componentOrder.map((key) => kindButton(group, groupKey, key)).join('')}</div></div>`,
    builderPlaceholder: ({ position }) =>
      `<div class="drag-and-drop-alert no-drag" data-noattach="true" data-position="${position}">${escaped(t('dropHere'))}</div>`,
    builderComponent: ({ html, editComponent, disableBuilderActions }) =>
      `<div class="builder-component" ref="dragComponent">${disableBuilderActions ? '' : actions(t, editComponent)}${html}</div>`,
    builderEditForm: ({ editForm, preview, componentInfo }) =>
      `<h2 class="dialog-title">${escaped(titleOf(componentInfo.key ?? componentInfo.schema?.type ?? '', t))}</h2>
      <div ref="editForm">${editForm}</div>
      <div class="dialog-preview" hidden><div ref="preview">${preview || ''}</div></div>
      <div class="dialog-actions"><button type="button" class="btn plain" ref="cancelButton">${escaped(t('cancel'))}</button>
      <button type="button" class="btn plain" ref="removeButton">${escaped(t('fieldRemove'))}</button>
      <button type="button" class="btn main" ref="saveButton">${escaped(t('fieldDone'))}</button></div>`,
    datagrid: (context) => grid(context, t),
    dialog: () =>
      `<div class="formio-dialog component-settings"><div class="formio-dialog-overlay" ref="dialogOverlay"></div>
      <div class="formio-dialog-content" role="dialog" aria-modal="true" aria-label="${escaped(t('fieldSettings'))}"><div ref="dialogContents"></div>
      <button type="button" class="formio-dialog-close" aria-label="${escaped(t('close'))}" ref="dialogClose">×</button></div></div>`,
  };
  return Object.fromEntries(Object.entries(templates).map(([name, form]) => [name, { form }]));
}

function kindButton(group: Context['group'], groupKey: string, key: string): string {
  const kind = group.components[key];
  if (kind === undefined) return '';
  return `<span role="button" tabindex="0" ref="sidebar-component" data-group="${groupKey}" data-key="${kind.key}" data-type="${kind.schema.type}" class="formcomponent drag-copy">${escaped(kind.title)}</span>`;
}

function grid({ component, columns, rows, datagridKey, hasRemoveButtons, hasAddButton }: Context, t: T): string {
  const heads = columns.map(({ label }) => `<th scope="col">${escaped(label)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = columns.map(({ key }) => `<td ref="${datagridKey}">${row[key] ?? ''}</td>`).join('');
    const remove = `<td><button type="button" class="btn plain" ref="${datagridKey}-removeRow" aria-label="${escaped(t('fieldRemove'))}">×</button></td>`;
    return `<tr ref="${datagridKey}-row">${cells}${hasRemoveButtons ? remove : ''}</tr>`;
  });
  const add = `<button type="button" class="btn plain" ref="${datagridKey}-addRow">${escaped(t('optionAdd'))}</button>`;
  return `<table><caption class="visually-hidden">${escaped(component.label)}</caption><thead><tr>${heads}<th><span class="visually-hidden">${escaped(t('fieldRemove'))}</span></th></tr></thead>
    <tbody ref="${datagridKey}-tbody" data-key="${datagridKey}">${body.join('')}</tbody></table>${hasAddButton ? add : ''}<span class="visually-hidden" ref="liveRegion" aria-live="polite"></span>`;
}

function titleOf(type: string, t: T): string {
  const kind = [...questionKinds, ...layoutKinds].find((one) => one === type);
  return kind === undefined ? t('fieldSettings') : t(`field_${kind}`);
}

function actions(t: T, editable: boolean): string {
  const button = (ref: string, words: string) =>
    `<button type="button" class="component-settings-button" ref="${ref}">${escaped(words)}</button>`;
  return `<div class="component-btn-group" data-noattach="true">${editable ? button('editComponent', t('edit')) : ''}${button('moveComponent', t('fieldMove'))}${button('copyComponent', t('fieldCopy'))}${button('removeComponent', t('fieldRemove'))}</div>`;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}

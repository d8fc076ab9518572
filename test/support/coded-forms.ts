/**
 * Form definitions with code in them, one for every place in which Form.io (@formio/js 5.6, @formio/core 2.8) evaluates,
 * compiles, interpolates, fetches or draws as HTML what a definition holds. All are refused at publishing; the code in
 * them would count on a canary and ask a server, where it ran.
 */
import type { FormDefinition } from '#forms/definition.ts';

export interface CodedForm {
  /** Which file of Form.io would run it. */
  readonly by: string;
  /** Path of keys of the component in its form, `form` for the form itself. */
  readonly element: string;
  readonly property: string;
  readonly form: FormDefinition;
}

/** Counts where it runs, and asks the page's own server. */
export const canaryCode = "globalThis.canary = (globalThis.canary || 0) + 1; globalThis.fetch && fetch('/canary')";
/** The same as an expression. */
const value = "((globalThis.canary = (globalThis.canary || 0) + 1), globalThis.fetch && fetch('/canary'), 'x')";
const mark = `{{ ${value} }}`;
const statement = `{% ${canaryCode} %}`;
const script = `<script>${canaryCode}</script>`;
const image = '<img src="/canary" onerror="globalThis.canary=1">';
const handler = '<b onmouseover="globalThis.canary=1" onfocus="globalThis.canary=1" tabindex="0">x</b>';
const link = '<a href="javascript:globalThis.canary=1">x</a>';
const inside = 'http://127.0.0.1:1/canary';
const assigned = `value = ${value}`;

const component = 'components/_classes/component/Component.js';
const select = 'components/select/Select.js';
const file = 'components/file/File.js';
const webform = 'Webform.js';
const logicAction = (action: object) => [
  { name: 'a', trigger: { type: 'simple', simple: { show: true, when: 'name', eq: '' } }, actions: [action] },
];

type Place = readonly [by: string, type: string, property: string, held: unknown];

/** Property paths with dots; `0` stands for the first of a list. */
const places: readonly Place[] = [
  [component, 'textfield', 'validate.custom', `valid = ${value}`],
  ['@formio/core', 'textfield', 'validate.json', { '==': [{ var: 'data.name' }, 'x'] }],
  ['@formio/core', 'textfield', 'validate.customMessage', mark],
  ['@formio/core', 'textfield', 'validate.customPrivate', value],
  ['@formio/core', 'number', 'validate.custom', `valid = ${value}`],
  ['@formio/core', 'checkbox', 'validate.custom', `valid = ${value}`],
  [component, 'textfield', 'calculateValue', assigned],
  [component, 'number', 'calculateValue', assigned],
  [component, 'textfield', 'calculateValue', { log: [{ var: 'data.name' }, 'x'] }],
  ['utils/utils.js', 'hidden', 'calculateValue', assigned],
  ['@formio/core', 'textfield', 'calculateServer', value],
  [component, 'textfield', 'customDefaultValue', assigned],
  ['components/selectboxes/SelectBoxes.js', 'selectboxes', 'customDefaultValue', assigned],
  ['@formio/core', 'day', 'customDefaultValue', assigned],
  ['utils/utils.js', 'textfield', 'customConditional', `show = ${value}`],
  ['utils/utils.js', 'panel', 'customConditional', `show = ${value}`],
  ['utils/utils.js', 'textfield', 'conditional.json', { method: [{ var: 'data.name' }, 'x'] }],
  [
    'utils/utils.js',
    'textfield',
    'logic',
    [{ trigger: { type: 'javascript', javascript: `result = ${value}` }, actions: [] }],
  ],
  ['utils/utils.js', 'textfield', 'logic', [{ trigger: { type: 'json', json: { '==': [1, 1] } }, actions: [] }]],
  [component, 'textfield', 'logic', [{ trigger: { type: 'event', event: mark }, actions: [] }]],
  [component, 'textfield', 'logic', logicAction({ type: 'value', value: assigned })],
  [component, 'textfield', 'logic', logicAction({ type: 'customAction', customAction: assigned })],
  [
    component,
    'textfield',
    'logic',
    logicAction({ type: 'mergeComponentSchema', schemaDefinition: `schema = { label: ${value} }` }),
  ],
  [
    'utils/utils.js',
    'textfield',
    'logic',
    logicAction({ type: 'property', property: { value: 'label', type: 'string' }, text: mark }),
  ],
  [component, 'textfield', 'onChange', canaryCode],
  [component, 'textfield', 'label', mark],
  [component, 'textfield', 'label', statement],
  [component, 'textfield', 'label', script],
  [component, 'textfield', 'label', image],
  [component, 'textfield', 'label', handler],
  [component, 'textfield', 'label', link],
  [component, 'textfield', 'tooltip', mark],
  [component, 'textfield', 'tooltip', image],
  ['components/checkbox/Checkbox.js', 'checkbox', 'tooltip', mark],
  [component, 'textfield', 'description', mark],
  [component, 'textfield', 'description', image],
  [component, 'textfield', 'description', '<svg onload="globalThis.canary=1"></svg>'],
  [component, 'textfield', 'placeholder', mark],
  [component, 'textfield', 'placeholder', `"><img src=x onerror="globalThis.canary=1">`],
  [component, 'textfield', 'prefix', image],
  [component, 'textfield', 'suffix', image],
  [component, 'textfield', 'prefix', mark],
  [component, 'textfield', 'errorLabel', mark],
  ['@formio/core', 'textfield', 'errors.required', mark],
  [component, 'textfield', 'customClass', '"><img src=x onerror="globalThis.canary=1">'],
  [component, 'textfield', 'customClass', mark],
  [component, 'textfield', 'attributes.onfocus', canaryCode],
  [component, 'textfield', 'attributes.autofocus', 'x" onfocus="globalThis.canary=1'],
  [component, 'textfield', 'attributes.style', 'background:url(/canary)'],
  [component, 'textfield', 'overlay.style', '"><img src=x onerror="globalThis.canary=1">'],
  [component, 'textfield', 'defaultValue', mark],
  [component, 'textfield', 'widget', { type: 'calendar', disableFunction: value }],
  ['widgets/CalendarWidget.js', 'textfield', 'widget', { type: 'calendar', disableFunction: value, format: mark }],
  ['widgets/CalendarWidget.js', 'textfield', 'widget', { type: 'calendar', minDate: `moment(${value})` }],
  ['widgets/CalendarWidget.js', 'day', 'widget', { type: 'calendar', useLocaleSettings: value }],
  ['utils/utils.js', 'day', 'minDate', `moment().add(${value}, 'day')`],
  ['utils/utils.js', 'day', 'maxDate', `moment(${value})`],
  ['utils/utils.js', 'day', 'defaultDate', value],
  ['@formio/core', 'day', 'fields.day.minDate', value],
  ['components/textarea/TextArea.js', 'textarea', 'defaultValue', mark],
  ['components/textarea/TextArea.js', 'textarea', 'defaultValue', image],
  ['components/content/Content.js', 'content', 'html', mark],
  ['components/content/Content.js', 'content', 'html', statement],
  ['components/content/Content.js', 'content', 'html', script],
  ['components/content/Content.js', 'content', 'html', image],
  ['components/content/Content.js', 'content', 'html', link],
  ['components/content/Content.js', 'content', 'html', `<iframe src="/canary"></iframe>`],
  ['components/content/Content.js', 'content', 'html', `<a href=" &#106;avascript:globalThis.canary=1">x</a>`],
  ['components/content/Content.js', 'content', 'html', '<form action="/canary"><button>x</button></form>'],
  ['components/content/Content.js', 'content', 'html', '<style>@import "/canary";</style>'],
  ['components/html/HTML.js', 'htmlelement', 'content', mark],
  ['components/html/HTML.js', 'htmlelement', 'attrs.0.value', mark],
  [component, 'panel', 'title', mark],
  [component, 'panel', 'title', image],
  [component, 'fieldset', 'legend', mark],
  [component, 'fieldset', 'legend', script],
  [component, 'well', 'tooltip', image],
  [component, 'columns', 'columns.0.customClass', '"><img src=x onerror="globalThis.canary=1">'],
  [select, 'select', 'data.custom', `values = [${value}]`],
  [select, 'select', 'data.url', inside],
  [select, 'select', 'data.url', 'file:///etc/passwd'],
  [select, 'select', 'data.resource', 'x'],
  [select, 'select', 'data.headers.0.value', mark],
  [select, 'select', 'dataSrc', 'custom'],
  [select, 'select', 'dataSrc', 'url'],
  [select, 'select', 'dataSrc', 'indexeddb'],
  [select, 'select', 'template', `<b>${mark}</b>`],
  [select, 'select', 'template', `<span>{{ item.label }}</span>${image}`],
  [select, 'select', 'valueProperty', mark],
  [select, 'select', 'filter', mark],
  [select, 'select', 'searchField', mark],
  [select, 'select', 'onSetItems', `items = ${value}`],
  [select, 'select', 'data.values.0.label', image],
  [select, 'select', 'data.values.0.label', mark],
  [select, 'select', 'indexeddb.filter', value],
  ['components/radio/Radio.js', 'radio', 'values.0.label', image],
  ['components/radio/Radio.js', 'radio', 'data.url', inside],
  ['components/_classes/list/ListComponent.js', 'selectboxes', 'values.0.label', handler],
  ['components/_classes/list/ListComponent.js', 'selectboxes', 'data.headers.0.value', mark],
  [file, 'file', 'dir', mark],
  [file, 'file', 'url', inside],
  [file, 'file', 'storage', 'url'],
  [file, 'file', 'storage', 'azure'],
  [file, 'file', 'options', mark],
  [file, 'file', 'fileNameTemplate', mark],
  [file, 'file', 'fileMaxSize', mark],
  [file, 'file', 'fileMinSize', mark],
  [file, 'file', 'webcam', true],
  ['components/button/Button.js', 'button', 'action', 'custom'],
  ['components/button/Button.js', 'button', 'custom', canaryCode],
  ['components/button/Button.js', 'button', 'action', 'url'],
  ['components/button/Button.js', 'button', 'url', inside],
  ['components/button/Button.js', 'button', 'headers.0.value', mark],
  ['components/button/Button.js', 'button', 'event', mark],
  ['components/button/Button.js', 'button', 'oauth.provider', 'x'],
  ['components/_classes/nestedarray/NestedArrayComponent.js', 'datagrid', 'conditionalAddButton', `show = ${value}`],
  ['components/editgrid/EditGrid.js', 'editgrid', 'validate.row', `valid = ${value}`],
  ['components/editgrid/EditGrid.js', 'editgrid', 'templates.row', `<i>${mark}</i>`],
  ['components/editgrid/EditGrid.js', 'editgrid', 'templates.header', statement],
  ['components/editgrid/EditGrid.js', 'editgrid', 'templates.footer', image],
  ['components/editgrid/EditGrid.js', 'editgrid', 'rowDrafts', value],
  ['components/address/Address.js', 'address', 'manualModeViewString', `value = ${value}`],
  ['components/address/Address.js', 'address', 'providerOptions.url', inside],
  [component, 'tabs', 'components.0.label', mark],
  [
    'addons/PasswordStrength/PasswordStrengthAddon.js',
    'textfield',
    'addons.0.settings.isValidCheck',
    `valid = ${value}`,
  ],
  [
    'addons/PasswordStrength/PasswordStrengthAddon.js',
    'textfield',
    'addons.0.settings.rules.0.check',
    `valid = ${value}`,
  ],
];

/** Of the form itself. */
const formPlaces: readonly Place[] = [
  [webform, 'form', 'controller', canaryCode],
  [webform, 'form', 'module', `{ options: ${value} }`],
  [webform, 'form', 'i18n.en.Tên', image],
  [webform, 'form', 'i18n.en.Tên', mark],
  [webform, 'form', 'title', script],
  [webform, 'form', 'settings.headers.0.value', mark],
  ['Wizard.js', 'form', 'nextPage', `next = ${value}`],
];

export const codedForms: readonly CodedForm[] = [
  ...places.map(([by, type, property, held]): CodedForm => {
    const components = [{ type: 'panel', key: 'part', title: 'Phần', components: [withHeld(type, property, held)] }];
    // What a tab says is looked at with its component.
    const named = property.replace(/^components\./, 'tabs.');
    return { by, element: 'part.name', property: named, form: { components } };
  }),
  ...formPlaces.map(([by, , property, held]): CodedForm => {
    const form = put({ display: 'form', components: [plain('textfield')] }, property.split('.'), held);
    return { by, property, element: 'form', form: form as unknown as FormDefinition };
  }),
];

function withHeld(type: string, property: string, held: unknown) {
  return put(plain(type), property.split('.'), held) as { readonly type: string; readonly key: string };
}

function plain(type: string): Record<string, unknown> {
  const values = [{ label: 'A', value: 'a' }];
  const inner = [{ type: 'textfield', key: 'inner', label: 'Trong', input: true }];
  const more: Readonly<Record<string, object>> = {
    select: { dataSrc: 'values', widget: 'html5', data: { values } },
    radio: { values },
    selectboxes: { values },
    file: { storage: 'wardflow' },
    panel: { components: inner },
    fieldset: { components: inner },
    well: { components: inner },
    columns: { columns: [{ width: 6, components: inner }] },
    datagrid: { components: inner },
    editgrid: { components: inner },
    tabs: { components: [{ key: 'tab', label: 'Thẻ', components: inner }] },
    content: { html: '<p>x</p>' },
  };
  return structuredClone({ type, key: 'name', label: 'Tên', input: true, ...more[type] });
}

/** Sets a property deep inside; lists and objects are made where there are none. */
function put(target: Record<string, unknown>, [first = '', ...rest]: readonly string[], held: unknown): unknown {
  if (rest.length === 0) return Object.assign(target, { [first]: held });
  const inner = (target[first] as Record<string, unknown> | undefined) ?? (rest[0] === '0' ? [] : {});
  put(inner as Record<string, unknown>, rest, held);
  return Object.assign(target, { [first]: inner });
}

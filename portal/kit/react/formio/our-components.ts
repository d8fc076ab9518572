/**
 * Kinds of fields that Form.io draws otherwise than we mean them, drawn our way: a date is the browser's own calendar
 * (Form.io fetches one from elsewhere), an address is a text, rows stand one below the other. Their stored types are
 * those of Form.io; while a form is drawn they have names of their own, so that no rule of Form.io's applies to them.
 */
import type { FormComponent } from '#forms/definition.ts';
import { dateLimits } from '#forms/rules.ts';
import { signPad } from '../../sign-pad.ts';
import { gridTemplate } from './grid-template.ts';
import { tabsTemplate } from './tabs-template.ts';

/** A component of Form.io's, as far as it is used here. */
export interface FormioInstance {
  readonly component: FormComponent;
  readonly path: string;
  readonly options: {
    /** Whether a field is shown, by our rules; there where a form is filled in. */
    readonly shows?: (instance: FormioInstance) => boolean;
    /** What a field's formula gives, there too; undefined: people fill it in. */
    readonly computes?: (instance: FormioInstance) => { readonly value: unknown } | undefined;
    readonly attachMode?: string;
    readonly readOnly?: boolean;
  };
  /** The tab that it stands in, where its parent has tabs. */
  readonly tab?: number;
  readonly parent?: FormioInstance;
  setTab?(index: number): void;
  setCustomValidity(message: string, dirty: boolean): void;
}

interface InputInfo {
  readonly attr: Record<string, string>;
}

interface ComponentClass {
  new (...args: unknown[]): TextLike;
  readonly prototype: object;
}

/** Form.io's fields compute what their input is like. */
declare abstract class TextLike implements FormioInstance {
  readonly component: FormComponent;
  readonly path: string;
  readonly options: FormioInstance['options'];
  setCustomValidity(message: string, dirty: boolean): void;
  readonly dataValue: unknown;
  get inputInfo(): InputInfo;
  attach(element: HTMLElement): unknown;
  t(words: string): string;
  renderTemplate(name: string, more: object): string;
}

export interface FormioComponents {
  readonly components: Record<string, ComponentClass | undefined>;
  setComponent(type: string, one: unknown): void;
}

/** The type that a field is drawn as. */
export function drawnType({ type }: FormComponent): string {
  return ours[type] ?? type;
}

const ours: Readonly<Record<string, string>> = {
  address: 'textfield',
  day: 'wardflow-date',
  datetime: 'wardflow-date',
  signature: 'wardflow-signature',
  datagrid: 'wardflow-rows',
  editgrid: 'wardflow-rows',
};

/** Opens the tabs that a field stands in. */
export function openTabs(instance: FormioInstance): void {
  for (let one: FormioInstance | undefined = instance; one?.parent !== undefined; one = one.parent) {
    if (one.tab !== undefined) one.parent.setTab?.(one.tab);
  }
}

const registered = new WeakSet<object>();

/** Makes ours known to Form.io, under their stored types too: its builder draws fields by these. */
export function registerOurs(components: FormioComponents): void {
  const { textfield, datagrid } = components.components;
  if (textfield === undefined || datagrid === undefined || registered.has(components.components)) return;
  registered.add(components.components);
  judgeByOurs(textfield);
  const DateField = dateField(textfield);
  const Rows = rowsField(datagrid);
  for (const type of ['wardflow-date', 'day', 'datetime']) components.setComponent(type, DateField);
  for (const type of ['wardflow-rows', 'datagrid', 'editgrid']) components.setComponent(type, Rows);
  const Signature = signatureField(textfield);
  for (const type of ['wardflow-signature', 'signature']) components.setComponent(type, Signature);
  components.setComponent('address', class extends textfield {});
}

/** `<input type="date">`, with the bounds that the server judges by. */
function dateField(TextField: ComponentClass): ComponentClass {
  return class extends TextField {
    override get inputInfo(): InputInfo {
      const info = super.inputInfo;
      const timed =
        this.component['timed'] === true ||
        (this.component.type === 'datetime' && this.component['enableTime'] !== false);
      const { min, max } = dateLimits(this.component);
      info.attr['type'] = timed ? 'datetime-local' : 'date';
      if (min !== undefined) info.attr['min'] = timed && min.length === 10 ? `${min}T00:00` : min;
      if (max !== undefined) info.attr['max'] = timed && max.length === 10 ? `${max}T23:59` : max;
      return info;
    }
  };
}

/** A typed name with a place to draw beside it. */
function signatureField(TextField: ComponentClass): ComponentClass {
  return class extends TextField {
    override attach(element: HTMLElement): unknown {
      const attached = super.attach(element);
      const input = element.querySelector('input');
      const fillsIn = this.options.shows !== undefined && this.options.readOnly !== true;
      if (input === null || !fillsIn || element.querySelector('.sign-pad') !== null) return attached;
      input.value = typeof this.dataValue === 'string' ? this.dataValue : '';
      signPad(input, { sign: this.t('sign'), again: this.t('signAgain') }, () => {
        input.dispatchEvent(new Event('input', { bubbles: true }));
      });
      return attached;
    }
  };
}

function rowsField(DataGrid: ComponentClass): ComponentClass {
  return class extends DataGrid {
    override renderTemplate(name: string, more: object): string {
      const ofForm = this.options.shows !== undefined || this.options.attachMode === 'builder';
      return super.renderTemplate(name === 'datagrid' && ofForm ? 'wardflowRows' : name, more);
    }
  };
}

/** Templates that ours are drawn by; Form.io looks them up by name. */
export const ourTemplates = { wardflowRows: { form: gridTemplate }, tab: { form: tabsTemplate } };

interface Judged extends FormioInstance {
  hasCondition(): boolean;
  checkCondition(...rest: unknown[]): boolean;
  shouldSkipValidation(...rest: unknown[]): boolean;
  calculateComponentValue(...rest: unknown[]): boolean;
  readonly dataValue: unknown;
  readonly emptyValue: unknown;
  setValue(value: unknown): boolean;
}

/**
 * What is shown, and what is wrong, is said by our rules alone (`forms/`), wherever a form is filled in (`options.shows`);
 * Form.io's own stay for the builder's questions.
 */
function judgeByOurs(TextField: ComponentClass): void {
  let base: object = TextField.prototype;
  while (!Object.hasOwn(base, 'checkCondition')) base = Object.getPrototypeOf(base) as object;
  const known = base as Judged;
  const { hasCondition, checkCondition, shouldSkipValidation, calculateComponentValue } = known;
  known.hasCondition = function (this: Judged) {
    if (this.options.shows === undefined) return hasCondition.call(this);
    return this.component.conditional !== undefined && this.component.conditional !== null;
  };
  known.checkCondition = function (this: Judged, ...rest) {
    return this.options.shows?.(this) ?? checkCondition.apply(this, rest);
  };
  known.calculateComponentValue = function (this: Judged, ...rest) {
    if (this.options.computes === undefined) return calculateComponentValue.apply(this, rest);
    const computed = this.options.computes(this);
    if (computed === undefined) return false;
    const value = computed.value ?? this.emptyValue;
    return JSON.stringify(value) !== JSON.stringify(this.dataValue) && this.setValue(value);
  };
  known.shouldSkipValidation = function (this: Judged, ...rest) {
    return this.options.shows !== undefined || shouldSkipValidation.apply(this, rest);
  };
}

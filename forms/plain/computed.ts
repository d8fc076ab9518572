/** A value that is computed: shown, never typed. The server counts again whenever the page is asked for. */
import type { FormValue } from '../coerce.ts';
import type { FormComponent } from '../definition.ts';
import { idOf, type PlainForm, translated } from './context.ts';
import { condition, hintLine } from './fields.ts';
import { type Child, html } from './html.ts';

export function drawComputed(plain: PlainForm, component: FormComponent): Child {
  if (component.type === 'hidden') return null;
  const coerced = plain.reading?.coerced(component);
  const value = coerced !== undefined && !('invalid' in coerced) ? coerced.value : undefined;
  return html`<div class="field" ...${condition(component)}>
    <span class="label" id="${idOf(plain, component)}-label">${translated(plain, component.label)}</span>
    ${hintLine(plain, component)}
    <output class="computed" id=${idOf(plain, component)} aria-labelledby="${idOf(plain, component)}-label" data-computed>${shown(plain, value)}</output>
    <noscript><button class="btn" name="step" value="compute" formaction=${plain.action}>${plain.text('computeNow')}</button></noscript>
  </div>`;
}

function shown(plain: PlainForm, value: FormValue | undefined): string {
  if (value === undefined) return plain.text('computed');
  if (typeof value === 'boolean') return plain.text(value ? 'yes' : 'no');
  if (typeof value === 'number')
    return new Intl.NumberFormat(plain.language, { maximumFractionDigits: 6 }).format(value);
  return typeof value === 'string' ? value : '';
}

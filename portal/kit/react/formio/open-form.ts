/** A form is drawn on few pages: Form.io, our hold on it and the rules for its values come when one is. */
import type { DrawnForm, FormRequest } from './create-form.ts';

export async function openForm(request: FormRequest): Promise<DrawnForm> {
  const { createForm } = await import('./create-form.ts');
  return createForm(request);
}

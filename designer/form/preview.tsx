/** The form as an official will see it, a moment after each change. */
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import { openForm } from '#portal/kit/react/formio/open-form.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import type { T } from './field-kinds.ts';

const quietMs = 400;

export function Preview({ form }: { readonly form: FormDefinition }) {
  const t = useText();
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [settled] = useDebouncedValue(form, quietMs);
  useEffect(() => {
    if (place.current === null) return;
    const room = document.createElement('div');
    place.current.replaceChildren(room);
    const definition = { ...settled, components: settled.components.map((one) => filled(one, t)) };
    const drawing = openForm({ place: room, definition, language, values: {}, onChange: () => undefined });
    return () => {
      void drawing.then((drawn) => drawn.destroy()).finally(() => room.remove());
    };
  }, [settled, language, t]);
  return <div className="formio-scope form-preview wf-card" ref={place} />;
}

/** A list that the product fills in shows by its name what will stand in it. */
function filled(component: FormComponent, t: T): FormComponent {
  const source = component.properties?.['source'];
  const inside = component.components?.map((one) => filled(one, t));
  const known = source === 'categories' || source === 'units' || source === 'wards' || source === 'photos';
  return {
    ...component,
    ...(inside !== undefined && { components: inside }),
    ...(known && { data: { values: [{ value: source, label: `… ${t(`source_${source}`)} …` }] } }),
  };
}

import { useRef, useState } from 'react';
import type { FormDefinition } from '#forms/definition.ts';
import '#portal/kit/react/formio/formio.css';
import '../../form/builder.css';
import { Builder } from '../../form/form-page.tsx';
import { tidyForm } from '../../form/tidy.ts';
import { Translations } from '../../form/translations.tsx';

interface Props {
  readonly start: FormDefinition;
  readonly onChange: (form: FormDefinition) => void;
}

/** The builder and the English of what it builds. */
export function QuestionBuilder({ start, onChange }: Props) {
  const first = useRef(start);
  const latest = useRef(start);
  const [form, setForm] = useState(start);
  const change = (next: FormDefinition): void => {
    latest.current = next;
    setForm(next);
    onChange(next);
  };
  return (
    <>
      <Builder start={first.current} onChange={(built) => change(tidyForm(built, latest.current))} />
      <Translations form={form} onChange={change} />
    </>
  );
}

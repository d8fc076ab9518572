/** A new service is named, and whatever else one way of beginning asks; then it is made. */
import type { ReactNode } from 'react';
import { type Making, MakingForm } from './making-form.tsx';
import { type NamedService, NameFields } from './name-fields.tsx';
import { useWords } from './use-words.ts';

interface Props extends Making {
  readonly named: NamedService;
  readonly put: (named: NamedService) => void;
  readonly children?: ReactNode;
}

export function NamingForm({ named, put, children, ...making }: Props) {
  const t = useWords();
  return (
    <MakingForm {...making}>
      <fieldset className="wf-card new-step">
        <legend>{t('about')}</legend>
        <NameFields named={named} put={put} />
        {children}
      </fieldset>
    </MakingForm>
  );
}

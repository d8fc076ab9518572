/** A form of the service, filled in and judged as the server judges it; what is wrong is said by field. */
import '#portal/kit/react/formio/formio.css';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { Fault } from '#forms/rules.ts';
import type { DrawnForm } from '#portal/kit/react/formio/create-form.ts';
import { openForm } from '#portal/kit/react/formio/open-form.ts';
import { translator } from '#portal/kit/text.ts';
import { formFaultTexts } from '#portal/kit/texts/form-faults.ts';
import type { Answers, Filled } from './answers.ts';
import type { Move } from './play.ts';
import { useSpeech } from './use-words.ts';

interface Props {
  readonly form: FormDefinition;
  readonly send: string;
  readonly judge: (answers: Answers) => Filled;
  readonly onMove: (move: Move) => void;
  readonly onCancel?: () => void;
}

export function FormFill({ form, send, judge, onMove, onCancel }: Props) {
  const { t, language } = useSpeech();
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnForm>(null);
  const [ready, setReady] = useState(false);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  useEffect(() => {
    if (place.current === null) return;
    const room = document.createElement('div');
    place.current.replaceChildren(room);
    let alive = true;
    const made = openForm({ place: room, definition: form, language, values: {}, onChange: () => undefined });
    void made.then((one) => {
      if (!alive) return one.destroy();
      drawn.current = one;
      setReady(true);
    });
    return () => {
      alive = false;
      drawn.current?.destroy();
      drawn.current = null;
      room.remove();
    };
  }, [form, language]);
  const submit = () => {
    const filled = drawn.current;
    if (filled === null) return;
    const files = filled.files().map(({ key, file }) => ({ field: key, originalName: file.name, bytes: file.size }));
    const judged = judge({ values: filled.values(), files });
    if (judged.kind === 'move') onMove(judged.move);
    else setFaults(judged.faults);
  };
  return (
    <div className="try-form">
      <div className="formio-scope" ref={place} />
      {faults.length > 0 && (
        <ul className="try-faults" role="alert">
          {faults.map((fault) => (
            <li key={`${fault.path}${fault.rule}`}>
              {labelOf(form, fault.path)}: {faultWords(fault, language)}
            </li>
          ))}
        </ul>
      )}
      <div className="actions">
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
        <Button disabled={!ready} onClick={submit}>
          {send}
        </Button>
      </div>
    </div>
  );
}

function faultWords({ rule, params = {} }: Fault, language: 'vi' | 'en'): string {
  return translator(formFaultTexts, language)(`fault.${rule}`, params);
}

function labelOf(form: FormDefinition, path: string): string {
  const found = [...walkForm(form)].find(({ component, path: own }) => own === path || component.key === path);
  return found?.component.label ?? path;
}

/** A secret is made in a dialog and shown in it, in the one moment in which it can be read. */
import './once.css';
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { Dialog } from '#portal/kit/react/dialog.tsx';

interface OnceDialogProps {
  readonly title: string;
  /** The secret stands in it: it is gone with the dialog, so no slip of a key or of the mouse may close it. */
  readonly held: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function OnceDialog({ held, ...props }: OnceDialogProps) {
  return <Dialog size="lg" closeOnEscape={!held} closeOnClickOutside={!held} withCloseButton={!held} {...props} />;
}

export interface OnceWords {
  readonly once: string;
  readonly label: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyByHand: string;
  readonly kept: string;
}

interface ShownOnceProps {
  readonly secret: string;
  readonly words: OnceWords;
  readonly onClose: () => void;
  /** What it is good for. */
  readonly children: ReactNode;
}

export function ShownOnce({ secret, words, onClose, children }: ShownOnceProps) {
  const field = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState('');
  const copy = async () => {
    const done = await write(secret);
    if (!done) field.current?.select();
    setTold(done ? words.copied : words.copyByHand);
  };
  return (
    <div className="shown-once">
      <p className="once">{words.once}</p>
      <TextInput
        ref={field}
        label={words.label}
        value={secret}
        readOnly
        spellCheck={false}
        className="secret"
        onFocus={(event) => event.currentTarget.select()}
      />
      {children}
      <p role="status">{told}</p>
      <div className="actions">
        <Button data-autofocus variant="default" onClick={() => void copy()}>
          {words.copy}
        </Button>
        <Button onClick={onClose}>{words.kept}</Button>
      </div>
    </div>
  );
}

/** @returns false where the browser does not let pages copy; without HTTPS there is no clipboard at all */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

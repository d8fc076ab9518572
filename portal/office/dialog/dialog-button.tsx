/** A button that opens a dialog. What is typed there is gone when it closes: each opening is a new attempt. */
import { Button, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Dialog } from '#portal/kit/react/dialog.tsx';

interface Props {
  readonly label: string;
  /** What a screen reader says in the button's place, where its label alone does not tell of which thing it is. */
  readonly spokenLabel?: string;
  readonly title: string;
  readonly button?: Pick<ButtonProps, 'size' | 'variant'>;
  readonly wide?: boolean;
  readonly children: (close: () => void) => ReactNode;
}

export function DialogButton({ label, spokenLabel, title, button, wide = false, children }: Props) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" aria-label={spokenLabel} {...button} onClick={dialog.open}>
        {label}
      </Button>
      {opened && (
        <Dialog onClose={dialog.close} title={title} size={wide ? 'lg' : 'md'}>
          {children(dialog.close)}
        </Dialog>
      )}
    </>
  );
}

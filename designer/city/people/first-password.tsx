import { Button, TextInput } from '@mantine/core';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';

/** A first password, in the one moment in which it can be read: no slip of a key or of the mouse closes it. */
export function FirstPassword({
  name,
  password,
  words,
  onClose,
}: {
  readonly name: string;
  readonly password: string;
  /** Of another secret that is shown once. */
  readonly words?: { readonly title: string; readonly once: string; readonly label: string };
  readonly onClose: () => void;
}) {
  const t = usePeopleWords();
  return (
    <Dialog
      title={words?.title ?? t('passwordTitle', { name })}
      onClose={onClose}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <div className="city-form">
        <p>{words?.once ?? t('passwordOnce')}</p>
        <TextInput
          label={words?.label ?? t('password')}
          value={password}
          readOnly
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className="actions">
          <Button data-autofocus onClick={onClose}>
            {t('handed')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

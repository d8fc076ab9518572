import { Button, Modal, TextInput } from '@mantine/core';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';

/** A first password, in the one moment in which it can be read: no slip of a key or of the mouse closes it. */
export function FirstPassword({
  name,
  password,
  onClose,
}: {
  readonly name: string;
  readonly password: string;
  readonly onClose: () => void;
}) {
  const t = usePeopleWords();
  return (
    <Modal
      opened
      title={t('passwordTitle', { name })}
      onClose={onClose}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <div className="city-form">
        <p>{t('passwordOnce')}</p>
        <TextInput
          label={t('password')}
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
    </Modal>
  );
}

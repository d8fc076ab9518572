import { Kbd, Modal } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useText } from './use-text.ts';

/** `?` shows what the keyboard can do. */
export function KeyboardHelp() {
  const t = useText();
  const [opened, help] = useDisclosure(false);
  useHotkeys([['shift+?', help.toggle]]);
  const rows = [
    ['j / k', t('helpMove')],
    ['Enter', t('helpOpen')],
    ['c', t('helpClaim')],
    ['/', t('helpSearch')],
    ['Ctrl Enter', t('helpComplete')],
    ['Ctrl K', t('helpPalette')],
    ['?', t('helpHelp')],
  ] as const;
  return (
    <Modal opened={opened} onClose={help.close} title={t('helpTitle')}>
      <dl className="keys">
        {rows.map(([keys, text]) => (
          <div key={keys}>
            <dt>
              <Kbd>{keys}</Kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

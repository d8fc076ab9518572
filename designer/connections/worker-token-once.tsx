import { ShownOnce } from '../once/once-dialog.tsx';
import { useWords } from './use-words.ts';

/** The token of a program, and where it is used. */
export function WorkerTokenOnce({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  const t = useWords();
  const words = { once: t('onlyOnce'), label: t('token'), kept: t('keptIt') };
  const copying = { copy: t('copy'), copied: t('copied'), copyByHand: t('copyByHand') };
  return (
    <ShownOnce secret={token} words={{ ...words, ...copying }} onClose={onClose}>
      <p className="address">
        <span className="wf-muted">{t('address')}:</span> <code>{location.origin}</code>
      </p>
      <p className="wf-muted">{t('howTo')}</p>
    </ShownOnce>
  );
}

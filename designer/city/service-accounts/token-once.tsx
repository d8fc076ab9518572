import { ShownOnce } from '../../once/once-dialog.tsx';
import { useServiceWords } from './use-words.ts';

/** The token of a system, and a call that uses it. */
export function TokenOnce({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  const t = useServiceWords();
  const words = { once: t('onlyOnce'), label: t('token'), kept: t('keptIt') };
  const copying = { copy: t('copy'), copied: t('copied'), copyByHand: t('copyByHand') };
  return (
    <ShownOnce secret={token} words={{ ...words, ...copying }} onClose={onClose}>
      <p className="wf-muted">{t('example')}</p>
      <pre className="service-example">{`curl -H "Authorization: Bearer $WARDFLOW_TOKEN" \\\n  ${location.origin}/api/v1/tasks?view=unit`}</pre>
    </ShownOnce>
  );
}

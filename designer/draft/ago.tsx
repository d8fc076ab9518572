/** How long ago something was, in words that keep up with the clock. */
import { useEffect, useState } from 'react';
import type { Translate } from '#portal/kit/text.ts';
import type { DesignerTextKey } from '#portal/kit/texts/designer.ts';
import { useText } from '../use-text.ts';

const tickMs = 5_000;

export function Ago({ at }: { readonly at: number }) {
  const t = useText();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return <>{agoWords(Math.max(now, at) - at, t)}</>;
}

export function agoWords(ms: number, t: Translate<DesignerTextKey>): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 5) return t('justNow');
  if (seconds < 60) return t('secondsAgo', { n: seconds });
  if (seconds < 3600) return t('minutesAgo', { n: Math.floor(seconds / 60) });
  return t('hoursAgo', { n: Math.floor(seconds / 3600) });
}

/** Sessions as people know them: which browser, since when, last used when. */
import type { SessionView } from '#engine/runtime/application/own-account.ts';
import { dateTime } from '../format.ts';
import type { Translate } from '../text.ts';
import type { AccountTextKey } from '../texts/account.ts';
import { timeZone } from './installation.ts';
import { useAccountWords } from './use-account-words.ts';

const browsers: Readonly<Record<string, string>> = {
  coccoc: 'CocCoc',
  zalo: 'Zalo',
  samsung: 'Samsung Internet',
  edge: 'Edge',
  opera: 'Opera',
  firefox: 'Firefox',
  chrome: 'Chrome',
  safari: 'Safari',
};

const systems: Readonly<Record<string, string>> = {
  android: 'Android',
  ios: 'iPhone/iPad',
  windows: 'Windows',
  macos: 'macOS',
  linux: 'Linux',
};

export function browserWords(
  { browser, system }: Pick<SessionView, 'browser' | 'system'>,
  t: Translate<AccountTextKey>,
): string {
  const [name, place] = [browsers[browser] ?? t('browserUnknown'), systems[system] ?? t('systemUnknown')];
  return t('browserOn', { browser: name, system: place });
}

export function SessionFacts({ session }: { readonly session: SessionView }) {
  const t = useAccountWords();
  const { openedAt, seenAt, network, strength, own, elsewhere } = session;
  const how = t(strength === 3 ? 'strength3' : strength === 2 ? 'strength2' : 'strength1');
  return (
    <span>
      <strong>{browserWords(session, t)}</strong> {own && <span className="wf-chip ok">{t('here')}</span>}
      {elsewhere !== null && (
        <span className="wf-chip late">{t('elsewhere', { where: browserWords(elsewhere, t) })}</span>
      )}
      <br />
      <span className="wf-muted">
        {t('sessionTimes', { opened: dateTime(openedAt, timeZone), seen: dateTime(seenAt, timeZone) })} · {how} ·{' '}
        {t('network', { network })}
      </span>
    </span>
  );
}

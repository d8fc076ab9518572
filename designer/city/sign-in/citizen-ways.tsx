/** By which ways citizens show that something is theirs, each switched on or off. */
import { Checkbox } from '@mantine/core';
import type { SignInPolicyView } from '#engine/runtime/application/sign-in-book.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useSignInWords } from './use-words.ts';

type Ways = SignInPolicyView['citizens'];

export function CitizenWays({
  ways,
  reachable,
  onChange,
}: {
  readonly ways: Ways;
  readonly reachable: SignInPolicyView['reachable'];
  readonly onChange: (ways: Ways) => void;
}) {
  const t = useSignInWords();
  const language = useLanguage();
  const names = reachable.providers.map((name) => name[language]).join(', ');
  const lines = [
    { way: 'phone', label: t('citizensPhone'), hint: reachable.phone ? '' : t('citizensNoChannel') },
    { way: 'email', label: t('citizensEmail'), hint: reachable.email ? '' : t('citizensNoChannel') },
    {
      way: 'provider',
      label: t('citizensProvider'),
      hint: names === '' ? t('citizensNoProvider') : t('citizensNames', { names }),
    },
  ] as const;
  return (
    <fieldset className="city-fields">
      <legend>{t('citizens')}</legend>
      <p className="wf-muted">{t('citizensHint')}</p>
      {lines.map(({ way, label, hint }) => (
        <Checkbox
          key={way}
          mt="sm"
          label={label}
          description={hint}
          checked={ways[way]}
          onChange={(event) => onChange({ ...ways, [way]: event.currentTarget.checked })}
        />
      ))}
    </fieldset>
  );
}

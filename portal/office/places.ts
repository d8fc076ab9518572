/** Where one can go in the office, as far as one may: each a line of the rail and a command of the palette. */
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';
import { useOriginalWords } from './originals/use-words.ts';
import { usePublicationWords } from './publication/use-words.ts';
import type { Me } from './queries.ts';
import { useRevealText } from './reveals/use-reveal-text.ts';
import { useText } from './use-text.ts';

export interface Place {
  /** Its path, too. */
  readonly id: string;
  readonly label: string;
}

/** Beside the lists of tasks and one's own account. */
export function usePlaces(me: Me | undefined): readonly Place[] {
  const t = useText();
  const giving = useGivingText();
  const publication = usePublicationWords();
  const originals = useOriginalWords();
  const reveals = useRevealText();
  const when = (may: boolean | undefined, id: string, label: string): readonly Place[] =>
    may === true ? [{ id, label }] : [];
  return [
    { id: 'recent', label: t('recent') },
    { id: 'absence', label: t('absence') },
    ...when(me?.mayGive, 'load', giving('load')),
    { id: 'deadlines', label: t('deadlines') },
    ...when(me?.mayReceive, 'receive', t('receive')),
    ...when(me?.mayReadRegister, 'register', t('register')),
    ...when(me?.mayPublish, 'publications', publication('navigation')),
    ...when(me?.mayReadOriginals, 'originals', originals('navigation')),
    ...when(me?.mayOversee, 'reveals', reveals('navigation')),
    ...when(me?.mayReadFigures, 'figures', t('figures')),
  ];
}

export function useAccountPlace(): Place {
  return { id: 'account', label: useAccountWords()('title') };
}

/** Who I am, my lists with their counts, and where else I can go. */
import { useMantineColorScheme } from '@mantine/core';
import { NavLink } from 'react-router';
import { dayWords } from '#portal/kit/format.ts';
import { switchLanguage } from '#portal/kit/react/language.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';
import { useAccountPlace, usePlaces } from './places.ts';
import { type Me, useMe, useWorklist } from './queries.ts';
import { signOut } from './sign-out.ts';
import { useText } from './use-text.ts';
import { countText } from './worklist/count-text.ts';
import { views } from './worklist/views.ts';

interface RailProps {
  /** A place was chosen: the drawer of a telephone closes. */
  readonly onChosen?: () => void;
}

interface PartProps extends RailProps {
  readonly me: Me | undefined;
}

export function Rail({ onChosen }: RailProps) {
  const me = useMe().data;
  const part = { me, ...(onChosen && { onChosen }) };
  return (
    <div className="rail-inside">
      <Self me={me} />
      <StandIn me={me} />
      <Places {...part} />
      <End {...part} />
    </div>
  );
}

function Self({ me }: PartProps) {
  const language = useLanguage();
  return (
    <div className="me">
      <span className="initials" aria-hidden="true">
        {initials(me?.displayName ?? '')}
      </span>
      <span>
        <strong>{me?.displayName}</strong>
        <small className="wf-muted">
          {[...new Set(me?.posts.map((post) => post.unitName?.[language] ?? post.unit))].join(', ')}
        </small>
      </span>
    </div>
  );
}

/** For whom one works besides: whoever stands in must know it on every page. */
function StandIn({ me }: PartProps) {
  const t = usePeopleWords();
  const absent = new Map(
    (me?.posts ?? []).flatMap(({ onBehalfOf }) => (onBehalfOf ? [[onBehalfOf.username, onBehalfOf]] : [])),
  );
  if (absent.size === 0) return null;
  return (
    <ul className="stand-in">
      {[...absent.values()].map(({ username, displayName, until, delegated }) => (
        <li key={username}>
          <span className="wf-chip info">
            {t(delegated ? 'standInDelegated' : 'standIn', { name: displayName, day: dayWords(until) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Places({ me, ...link }: PartProps) {
  const t = useText();
  const places = usePlaces(me);
  const setUpFirst = me !== undefined && me.needs !== null;
  const counts = useWorklist('mine', '', { enabled: me !== undefined && !setUpFirst }).data?.pages[0]?.counts;
  const chosen = link.onChosen && { onClick: link.onChosen };
  return (
    <nav aria-label={t('views')} hidden={setUpFirst}>
      <ul>
        {views.map((view) => (
          <li key={view}>
            <NavLink to={`/${view}`} {...chosen}>
              <span>{t(view)}</span>
              <span className={view === 'late' && (counts?.[view] ?? 0) > 0 ? 'count late' : 'count'}>
                {counts === undefined ? '' : countText(counts[view])}
              </span>
            </NavLink>
          </li>
        ))}
        {places.map(({ id, label }) => (
          <li key={id}>
            <NavLink to={`/${id}`} {...chosen}>
              <span>{label}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function End({ me, onChosen }: PartProps) {
  const t = useText();
  const account = useAccountWords();
  const { id, label } = useAccountPlace();
  const language = useLanguage();
  const { toggleColorScheme } = useMantineColorScheme();
  const other = language === 'vi' ? 'en' : 'vi';
  const isAdministrator = me?.posts.some((post) => post.role === 'administrator') === true;
  return (
    <ul className="rail-end">
      <li>
        <NavLink to={`/${id}`} {...(onChosen && { onClick: onChosen })}>
          <span>{label}</span>
          {me !== undefined && me.news > 0 && (
            <span className="count late">
              <span aria-hidden="true">{me.news}</span>
              <span className="visually-hidden">{account('newsCount', { count: me.news })}</span>
            </span>
          )}
        </NavLink>
      </li>
      {isAdministrator && (
        <li>
          <a href="/designer">{t('designer')}</a>
        </li>
      )}
      <li>
        <a href="/">{t('publicSite')}</a>
      </li>
      <li>
        <button type="button" onClick={() => switchLanguage(other)} lang={other}>
          {t('english')}
        </button>
      </li>
      <li>
        <button type="button" onClick={() => toggleColorScheme()}>
          {t('theme')}
        </button>
      </li>
      <li>
        <button type="button" onClick={() => void signOut()}>
          {t('signOut')}
        </button>
      </li>
    </ul>
  );
}

/** Vietnamese names are called by their last word. */
function initials(name: string): string {
  const words = name.split(' ').filter((word) => /^\p{Lu}/u.test(word));
  return `${words.at(0)?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`;
}

/** The frame: who I am, my lists with their counts, and the keys and commands that work everywhere. */
import { Burger, Drawer, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import { NavLink, Outlet, useNavigate } from 'react-router';
import { dayWords } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { switchLanguage } from '#portal/kit/react/language.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';
import { KeyboardHelp } from './keyboard-help.tsx';
import { useOriginalWords } from './originals/use-words.ts';
import { usePublicationWords } from './publication/use-words.ts';
import { type Me, useMe, useWorklist } from './queries.ts';
import { useRevealText } from './reveals/use-reveal-text.ts';
import { useText } from './use-text.ts';
import './shell.css';
import { countText } from './worklist/count-text.ts';
import { views } from './worklist/views.ts';

export function Shell() {
  const t = useText();
  const [menuOpen, menu] = useDisclosure(false);
  return (
    <div className="office">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <aside className="rail">
        <Rail />
      </aside>
      <header className="phone-bar">
        <Burger opened={menuOpen} onClick={menu.toggle} aria-label={t('menu')} size="sm" />
        <strong>{t('appName')}</strong>
      </header>
      <Drawer
        opened={menuOpen}
        onClose={menu.close}
        size="280px"
        title={t('appName')}
        closeButtonProps={{ 'aria-label': t('menu') }}
      >
        <Rail onChosen={menu.close} />
      </Drawer>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Commands />
      <KeyboardHelp />
    </div>
  );
}

function Rail({ onChosen }: { readonly onChosen?: () => void }) {
  const t = useText();
  const giving = useGivingText();
  const publication = usePublicationWords();
  const originals = useOriginalWords();
  const account = useAccountWords();
  const reveals = useRevealText();
  const language = useLanguage();
  const { toggleColorScheme } = useMantineColorScheme();
  const me = useMe().data;
  const setUpFirst = me !== undefined && me.needs !== null;
  const counts = useWorklist('mine', '', { enabled: me !== undefined && !setUpFirst }).data?.pages[0]?.counts;
  const isAdministrator = me?.posts.some((post) => post.role === 'administrator') === true;
  return (
    <div className="rail-inside">
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
      <StandIn me={me} />
      <nav aria-label={t('views')} hidden={setUpFirst}>
        <ul>
          {views.map((view) => (
            <li key={view}>
              <NavLink to={`/${view}`} {...(onChosen && { onClick: onChosen })}>
                <span>{t(view)}</span>
                <span className={view === 'late' && (counts?.[view] ?? 0) > 0 ? 'count late' : 'count'}>
                  {counts === undefined ? '' : countText(counts[view])}
                </span>
              </NavLink>
            </li>
          ))}
          <li>
            <NavLink to="/recent" {...(onChosen && { onClick: onChosen })}>
              <span>{t('recent')}</span>
            </NavLink>
          </li>
          <li>
            <NavLink to="/absence" {...(onChosen && { onClick: onChosen })}>
              <span>{t('absence')}</span>
            </NavLink>
          </li>
          {me?.mayGive === true && (
            <li>
              <NavLink to="/load" {...(onChosen && { onClick: onChosen })}>
                <span>{giving('load')}</span>
              </NavLink>
            </li>
          )}
          <li>
            <NavLink to="/deadlines" {...(onChosen && { onClick: onChosen })}>
              <span>{t('deadlines')}</span>
            </NavLink>
          </li>
          {me?.mayReceive === true && (
            <li>
              <NavLink to="/receive" {...(onChosen && { onClick: onChosen })}>
                <span>{t('receive')}</span>
              </NavLink>
            </li>
          )}
          {me?.mayReadRegister === true && (
            <li>
              <NavLink to="/register" {...(onChosen && { onClick: onChosen })}>
                <span>{t('register')}</span>
              </NavLink>
            </li>
          )}
          {me?.mayPublish === true && (
            <li>
              <NavLink to="/publications" {...(onChosen && { onClick: onChosen })}>
                <span>{publication('navigation')}</span>
              </NavLink>
            </li>
          )}
          {me?.mayReadOriginals === true && (
            <li>
              <NavLink to="/originals" {...(onChosen && { onClick: onChosen })}>
                <span>{originals('navigation')}</span>
              </NavLink>
            </li>
          )}
          {me?.mayOversee === true && (
            <li>
              <NavLink to="/reveals" {...(onChosen && { onClick: onChosen })}>
                <span>{reveals('navigation')}</span>
              </NavLink>
            </li>
          )}
          {me?.mayReadFigures === true && (
            <li>
              <NavLink to="/figures" {...(onChosen && { onClick: onChosen })}>
                <span>{t('figures')}</span>
              </NavLink>
            </li>
          )}
        </ul>
      </nav>
      <ul className="rail-end">
        <li>
          <NavLink to="/account" {...(onChosen && { onClick: onChosen })}>
            <span>{account('title')}</span>
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
          <button
            type="button"
            onClick={() => switchLanguage(language === 'vi' ? 'en' : 'vi')}
            lang={language === 'vi' ? 'en' : 'vi'}
          >
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
    </div>
  );
}

/** For whom one works besides: whoever stands in must know it on every page. */
function StandIn({ me }: { readonly me: Me | undefined }) {
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

function Commands() {
  const t = useText();
  const navigate = useNavigate();
  const dark = useComputedColorScheme('light') === 'dark';
  const { setColorScheme } = useMantineColorScheme();
  const giving = useGivingText();
  const account = useAccountWords();
  const me = useMe().data;
  const mayReadFigures = me?.mayReadFigures === true;
  const actions = [
    ...views.map((view) => ({ id: view, label: t(view), onClick: () => void navigate(`/${view}`) })),
    { id: 'absence', label: t('absence'), onClick: () => void navigate('/absence') },
    { id: 'recent', label: t('recent'), onClick: () => void navigate('/recent') },
    { id: 'deadlines', label: t('deadlines'), onClick: () => void navigate('/deadlines') },
    ...(me?.mayReceive === true
      ? [{ id: 'receive', label: t('receive'), onClick: () => void navigate('/receive') }]
      : []),
    ...(me?.mayReadRegister === true
      ? [{ id: 'register', label: t('register'), onClick: () => void navigate('/register') }]
      : []),
    ...(mayReadFigures ? [{ id: 'figures', label: t('figures'), onClick: () => void navigate('/figures') }] : []),
    ...(me?.mayGive === true ? [{ id: 'load', label: giving('load'), onClick: () => void navigate('/load') }] : []),
    { id: 'account', label: account('title'), onClick: () => void navigate('/account') },
    { id: 'theme', label: t('theme'), onClick: () => setColorScheme(dark ? 'light' : 'dark') },
    { id: 'sign-out', label: t('signOut'), onClick: () => void signOut() },
  ];
  return (
    <Spotlight
      actions={actions}
      shortcut={['mod + K']}
      nothingFound={t('paletteNothing')}
      highlightQuery
      lockScroll={false}
      searchProps={{ placeholder: t('paletteSearch'), 'aria-label': t('paletteSearch') }}
    />
  );
}

async function signOut(): Promise<void> {
  await api.delete('/session');
  location.assign('/sign-in');
}

/** Vietnamese names are called by their last word. */
function initials(name: string): string {
  const words = name.split(' ').filter((word) => /^\p{Lu}/u.test(word));
  return `${words.at(0)?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`;
}

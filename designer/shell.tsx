/** The frame: one bar with the way back to the list and what concerns the person, the page below it. */
import { Menu, useMantineColorScheme } from '@mantine/core';
import { Link, Outlet, useLocation } from 'react-router';
import { api } from '#portal/kit/react/api-client.ts';
import { switchLanguage } from '#portal/kit/react/language.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import { useMe } from './queries.ts';
import { useText } from './use-text.ts';

export function Shell() {
  const t = useText();
  return (
    <div className="designer">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="bar">
        <Link to="/" className="brand">
          <img src="/favicon.svg" alt="" width="26" height="26" />
          <strong>{t('appName')}</strong>
        </Link>
        <Sections />
        <PersonMenu />
      </header>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

/** What is designed, what runs, and which programs outside are let in. */
function Sections() {
  const t = useText();
  const { pathname } = useLocation();
  const me = useMe().data;
  const here = ['operations', 'connections', 'city'].find((name) => pathname.split('/')[1] === name) ?? 'services';
  const mark = (name: string) => here === name && { 'aria-current': 'page' as const };
  return (
    <nav className="sections" aria-label={t('sections')}>
      <Link to="/" {...mark('services')}>
        {t('services')}
      </Link>
      <Link to="/operations" {...mark('operations')}>
        {t('operations')}
      </Link>
      {me !== undefined && me.configures.length > 0 && (
        <Link to="/city" {...mark('city')}>
          {t('city')}
        </Link>
      )}
      {me?.mayConnect === true && (
        <Link to="/connections" {...mark('connections')}>
          {t('connections')}
        </Link>
      )}
    </nav>
  );
}

function PersonMenu() {
  const t = useText();
  const account = useAccountWords();
  const language = useLanguage();
  const { toggleColorScheme } = useMantineColorScheme();
  const me = useMe().data;
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className="person">
          {me?.displayName ?? t('account')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href="/office/account">
          {account('title')}
        </Menu.Item>
        <Menu.Item component="a" href="/office">
          {t('office')}
        </Menu.Item>
        <Menu.Item component="a" href="/">
          {t('publicSite')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item lang={other} onClick={() => switchLanguage(other)}>
          {t('english')}
        </Menu.Item>
        <Menu.Item onClick={() => toggleColorScheme()}>{t('theme')}</Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

async function signOut(): Promise<void> {
  await api.delete('/session');
  location.assign('/sign-in');
}

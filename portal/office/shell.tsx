/** The frame: the rail, what it leads to, and the keys and commands that work everywhere. */
import { Burger, Drawer, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import { Outlet, useNavigate } from 'react-router';
import { KeyboardHelp } from './keyboard-help.tsx';
import { useAccountPlace, usePlaces } from './places.ts';
import { useMe } from './queries.ts';
import { Rail } from './rail.tsx';
import './shell.css';
import { signOut } from './sign-out.ts';
import { useText } from './use-text.ts';
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

function Commands() {
  const t = useText();
  const navigate = useNavigate();
  const dark = useComputedColorScheme('light') === 'dark';
  const { setColorScheme } = useMantineColorScheme();
  const places = [...usePlaces(useMe().data), useAccountPlace()];
  const actions = [
    ...views.map((view) => ({ id: view, label: t(view), onClick: () => void navigate(`/${view}`) })),
    ...places.map(({ id, label }) => ({ id, label, onClick: () => void navigate(`/${id}`) })),
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

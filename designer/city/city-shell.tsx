/** The frame of the section: what it is, its pages, the one that is open. */
import { useState } from 'react';
import { Navigate, NavLink, Outlet, useLocation } from 'react-router';
import { EmptyState } from '#portal/kit/react/parts.tsx';
import { useMe } from '../queries.ts';
import './city.css';
import { type CityPage, cityPages } from './parts.ts';
import { useWords } from './use-words.ts';

export function CityShell() {
  const t = useWords();
  const me = useMe();
  const pages = usePages();
  if (me.data === undefined) return null;
  if (pages.length === 0) {
    return (
      <div className="page">
        <EmptyState title={t('notYours')}>{t('notYoursHint')}</EmptyState>
      </div>
    );
  }
  return (
    <div className="page city">
      <Parts pages={pages} />
      <div className="city-page">
        <Outlet />
      </div>
    </div>
  );
}

/** On a phone folded behind one button, so that the page begins on the first screen. */
function Parts({ pages }: { readonly pages: readonly CityPage[] }) {
  const t = useWords();
  const { pathname } = useLocation();
  const [openAt, setOpenAt] = useState<string>();
  const open = openAt === pathname;
  const here = pages.find(({ path }) => pathname.startsWith(`/city/${path}`));
  return (
    <nav className="city-parts" aria-label={t('parts')}>
      <button
        type="button"
        className="city-parts-fold"
        aria-expanded={open}
        aria-controls="city-parts"
        onClick={() => setOpenAt(open ? undefined : pathname)}
      >
        {here === undefined ? t('parts') : t(here.text)}
      </button>
      <div id="city-parts" className={open ? 'open' : undefined}>
        {pages.map(({ path, text }) => (
          <NavLink key={path} to={path} onClick={() => setOpenAt(undefined)}>
            {t(text)}
          </NavLink>
        ))}
      </div>
    </nav>
  );
}

/** `/city` itself opens the first page that the person keeps. */
export function FirstPage() {
  const [first] = usePages();
  return first === undefined ? null : <Navigate to={first.path} replace />;
}

function usePages(): readonly CityPage[] {
  const configures = useMe().data?.configures ?? [];
  return cityPages.filter(({ part }) => configures.includes(part));
}

/** The frame of the section: what it is, its pages, the one that is open. */
import { Navigate, NavLink, Outlet } from 'react-router';
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
      <nav className="city-parts" aria-label={t('parts')}>
        {pages.map(({ path, text }) => (
          <NavLink key={path} to={path}>
            {t(text)}
          </NavLink>
        ))}
      </nav>
      <div className="city-page">
        <Outlet />
      </div>
    </div>
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

/** Everybody with an account: who they are, which posts they have, who is away. */
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { holdsWords } from '#engine/cases/text/fold.ts';
import type { PersonView } from '#engine/runtime/application/people.ts';
import { dayWords } from '#portal/kit/format.ts';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';
import { PageHead } from '../../page-head.tsx';
import { usePeople } from '../queries.ts';
import { SearchField } from '../search-field.tsx';
import { HandOut } from './hand-out.tsx';

/** More are not shown at once: whoever looks for somebody types a few letters. */
const shownMax = 200;

export function PeoplePage() {
  const t = usePeopleWords();
  const people = usePeople();
  const [words, setWords] = useState('');
  const [closedToo, setClosedToo] = useState(false);
  const [onlyWaiting, setOnlyWaiting] = useState(false);
  const waiting = people.data?.people.filter(({ active, firstPassword }) => active && firstPassword) ?? [];
  const shown = onlyWaiting ? waiting : (people.data?.people ?? []);
  const found = shown.filter((one) => (closedToo || one.active) && fits(one, words));
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <Button component={Link} to="/city/people/new">
          {t('new')}
        </Button>
      </PageHead>
      <SearchField label={t('search')} hint={t('searchHint')} value={words} onChange={setWords} />
      <Checkbox
        mb="md"
        label={t('showClosed')}
        checked={closedToo}
        onChange={(event) => setClosedToo(event.currentTarget.checked)}
      />
      {(waiting.length > 0 || onlyWaiting) && (
        <Checkbox
          mb="md"
          label={t('onlyWaiting', { count: waiting.length })}
          checked={onlyWaiting}
          onChange={(event) => setOnlyWaiting(event.currentTarget.checked)}
        />
      )}
      {onlyWaiting && <HandOut usernames={found.map(({ username }) => username)} />}
      <LoadState of={people} />
      {people.data !== undefined && (
        <>
          <p role="status">{t('found', { count: found.length })}</p>
          {found.length === 0 ? (
            <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
          ) : (
            <PeopleTable people={found.slice(0, shownMax)} today={people.data.today} />
          )}
        </>
      )}
    </>
  );
}

function PeopleTable({ people, today }: { readonly people: readonly PersonView[]; readonly today: string }) {
  const t = usePeopleWords();
  const language = useLanguage();
  return (
    <div className="wf-card">
      <table className="list" aria-label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('columnName')}</th>
            <th scope="col">{t('columnUser')}</th>
            <th scope="col">{t('columnPosts')}</th>
            <th scope="col">{t('columnState')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.username}>
              <th scope="row">
                <Link to={`/city/people/${encodeURIComponent(person.username)}`}>{person.displayName}</Link>
              </th>
              <td data-label={t('columnUser')}>{person.username}</td>
              <td data-label={t('columnPosts')}>
                {person.posts
                  .filter(({ validTo }) => validTo === '' || validTo >= today)
                  .map(({ id, roleName, unitName }) => (
                    <div key={id}>
                      {roleName[language]}, {unitName[language]}
                    </div>
                  ))}
              </td>
              <td data-label={t('columnState')}>
                <PersonChip person={person} today={today} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function PersonChip({ person, today }: { readonly person: PersonView; readonly today: string }) {
  const t = usePeopleWords();
  if (!person.active) return <span className="wf-chip mute">{t('closed')}</span>;
  const [next] = person.absences;
  if (next === undefined && person.firstPassword) return <span className="wf-chip mute">{t('neverSignedIn')}</span>;
  if (next === undefined) return <span className="wf-chip ok">{t('present')}</span>;
  return next.firstDay <= today ? (
    <span className="wf-chip risk">{t('away', { day: dayWords(next.lastDay) })}</span>
  ) : (
    <span className="wf-chip info">{t('awayLater', { day: dayWords(next.firstDay) })}</span>
  );
}

function fits({ username, displayName, posts }: PersonView, words: string): boolean {
  return holdsWords(
    [username, displayName, ...posts.flatMap(({ unit, unitName }) => [unit, unitName.vi])].join(' '),
    words,
  );
}

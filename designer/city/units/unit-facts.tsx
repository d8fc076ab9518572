import { Link } from 'react-router';
import type { SuccessorView, UnitDetail, UnitList } from '#engine/runtime/application/organisation.ts';
import { dayWords } from '#portal/kit/format.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { nameOf } from '../../words.ts';
import { useWords } from '../use-words.ts';
import { Uses } from '../uses.tsx';
import { kindWords } from './kinds.ts';

interface Props {
  readonly detail: UnitDetail;
  readonly list: UnitList;
}

export function UnitFacts({ detail, list }: Props) {
  const t = useWords();
  return (
    <div className="unit-facts">
      <Facts detail={detail} list={list} />
      <section>
        <h2>{t('people')}</h2>
        <People detail={detail} list={list} />
      </section>
      <section>
        <h2>{t('usedBy')}</h2>
        <Uses uses={detail.usedBy} none={t('usedByNone')} />
      </section>
    </div>
  );
}

function Facts({ detail: { unit }, list }: Props) {
  const t = useWords();
  const language = useLanguage();
  const link = (code: string) => (
    <Link key={code} to={`/city/units/${encodeURIComponent(code)}`}>
      {nameOf(code, list.units, language)}
    </Link>
  );
  return (
    <dl className="facts">
      <Fact term={t('kind')}>{kindWords(unit.kind, t)}</Fact>
      <Fact term={t('agencyCode')}>{unit.agencyCode}</Fact>
      <Fact term={t('parent')}>{unit.parent !== null && link(unit.parent)}</Fact>
      <Fact term={t('ward')}>{unit.ward === null ? t('noWard') : nameOf(unit.ward, list.wards, language)}</Fact>
      <Fact term={t('validFrom')}>{unit.validFrom !== null && dayWords(unit.validFrom)}</Fact>
      <Fact term={t('validTo')}>{unit.validTo !== null && dayWords(unit.validTo)}</Fact>
      <Fact term={t('predecessors')}>
        {unit.predecessors.length > 0 && (
          <ul>
            {unit.predecessors.map((code) => (
              <li key={code}>{link(code)}</li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact term={t('successors')}>
        {unit.successors.length > 0 && (
          <ul>
            {unit.successors.map((one) => (
              <li key={`${one.unit} ${shareOf(one)}`}>
                {link(one.unit)} {shareOf(one)}
              </li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact term={t('openCases')}>{unit.openCases}</Fact>
      <Fact term={t('openTasks')}>{unit.openTasks}</Fact>
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  if (children === false || children === '') return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function shareOf({ wards, categories }: SuccessorView): string {
  const codes = [...wards, ...categories];
  return codes.length === 0 ? '' : `(${codes.join(', ')})`;
}

function People({ detail: { people }, list }: Props) {
  const t = useWords();
  const language = useLanguage();
  if (people.length === 0) return <p className="wf-muted">{t('peopleNone')}</p>;
  return (
    <ul>
      {people.map(({ username, displayName, role, validFrom, validTo }) => (
        <li key={`${username} ${role} ${validFrom}`}>
          {displayName} (<code>{username}</code>), {nameOf(role, list.roles, language)}{' '}
          {validTo !== '' && t('closesOn', { day: dayWords(validTo) })}
        </li>
      ))}
    </ul>
  );
}

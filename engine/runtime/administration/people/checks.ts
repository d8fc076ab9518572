/** What people type about people, checked field by field. */

import { isDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import type { NewPerson, NewPost, PersonChange } from '../../application/people.ts';
import type { FieldFault } from '../../refusal.ts';
import { refusal } from '../../use-cases/refuse.ts';

export const usernamePattern = /^[a-z0-9]+([.-][a-z0-9]+)*$/;
const emailPattern = /^[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+$/;

/** @throws Refusal 422 with every fault */
export function checkPerson(city: City, { username, posts, ...person }: NewPerson, today: string): void {
  refuse([
    ...(usernamePattern.test(username) && username.length <= 60 ? [] : [{ path: 'username', rule: 'USERNAME_FORM' }]),
    ...describedFaults(person),
    ...posts.flatMap((post, index) => postFaults(city, post, { path: `posts.${index}.`, today })),
  ]);
}

export function checkDescribed(person: PersonChange): void {
  refuse(describedFaults(person));
}

export function checkPost(city: City, post: NewPost, today: string): void {
  refuse(postFaults(city, post, { path: '', today }));
}

export function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
}

function describedFaults({ displayName, email }: PersonChange): readonly FieldFault[] {
  return [
    ...(displayName.trim() === '' ? [{ path: 'displayName', rule: 'required' }] : []),
    ...(email === '' || emailPattern.test(email) ? [] : [{ path: 'email', rule: 'email' }]),
  ];
}

export function postFaults(
  city: City,
  { role, unit, validFrom, validTo }: NewPost,
  { path, today }: { readonly path: string; readonly today: string },
): readonly FieldFault[] {
  const known = city.units.get(unit);
  const closed =
    known !== undefined && known.validTo !== null && known.validTo < (validFrom === '' ? today : validFrom);
  return [
    ...(city.roles.has(role) ? [] : [{ path: `${path}role`, rule: 'UNKNOWN_ROLE' }]),
    ...(known === undefined ? [{ path: `${path}unit`, rule: 'UNKNOWN_UNIT' }] : []),
    ...(closed ? [{ path: `${path}unit`, rule: 'UNIT_CLOSED', params: { day: known.validTo ?? '' } }] : []),
    ...[validFrom, validTo].flatMap((day, index) =>
      day === '' || isDate(day)
        ? []
        : [{ path: `${path}${index === 0 ? 'validFrom' : 'validTo'}`, rule: 'NOT_A_DATE' }],
    ),
    ...(validFrom !== '' && validTo !== '' && validTo < validFrom
      ? [{ path: `${path}validTo`, rule: 'ENDS_BEFORE_BEGIN' }]
      : []),
    ...(validTo !== '' && isDate(validTo) && validTo < today
      ? [{ path: `${path}validTo`, rule: 'DATE_IN_PAST', params: { today } }]
      : []),
  ];
}

/** What people type about service accounts and tokens, checked field by field. */
import { addDays, isDate, localDate, startOfDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import type { Instant } from '#engine/core/values.ts';
import {
  type NewServiceAccount,
  type NewServiceToken,
  perMinuteMax,
  serviceScopes,
  tokenDaysMax,
} from '../../application/service-accounts.ts';
import type { FieldFault } from '../../refusal.ts';
import { postFaults, usernamePattern } from '../people/checks.ts';
import { readNetwork } from './networks.ts';

export function accountFaults(city: City, account: NewServiceAccount, now: Instant): readonly FieldFault[] {
  const { code, name, purpose, posts } = account;
  const today = localDate(city.province.timeZone, now);
  return [
    ...(usernamePattern.test(code) && code.length <= 60 ? [] : [{ path: 'code', rule: 'USERNAME_FORM' }]),
    ...required('name', name),
    ...required('purpose', purpose),
    ...(posts.length === 0 ? [{ path: 'posts', rule: 'required' }] : []),
    ...posts.flatMap((post, index) =>
      postFaults(city, { ...post, validFrom: '', validTo: '' }, { path: `posts.${index}.`, today }),
    ),
  ];
}

export function tokenFaults(city: City, token: NewServiceToken, now: Instant): readonly FieldFault[] {
  const { name, scopes, addresses, perMinute, lastDay } = token;
  const known: readonly string[] = serviceScopes;
  return [
    ...required('name', name),
    ...(scopes.length === 0 ? [{ path: 'scopes', rule: 'required' }] : []),
    ...scopes.flatMap((scope, index) =>
      known.includes(scope) ? [] : [{ path: `scopes.${index}`, rule: 'UNKNOWN_SCOPE' }],
    ),
    ...addresses.flatMap((text, index) =>
      readNetwork(text) === undefined ? [{ path: `addresses.${index}`, rule: 'NOT_A_NETWORK', params: { text } }] : [],
    ),
    ...(Number.isInteger(perMinute) && perMinute >= 1 && perMinute <= perMinuteMax
      ? []
      : [{ path: 'perMinute', rule: 'max', params: { max: perMinuteMax } }]),
    ...lastDayFaults(localDate(city.province.timeZone, now), lastDay),
  ];
}

/** The first instant after its last day. */
export function endOf(city: City, lastDay: string): Instant {
  return startOfDate(city.province.timeZone, addDays(lastDay, 1));
}

function lastDayFaults(today: string, lastDay: string): readonly FieldFault[] {
  const path = 'lastDay';
  if (!isDate(lastDay)) return [{ path, rule: 'NOT_A_DATE' }];
  if (lastDay < today) return [{ path, rule: 'DATE_IN_PAST', params: { today } }];
  const day = addDays(today, tokenDaysMax);
  return lastDay > day ? [{ path, rule: 'TOKEN_TOO_LONG', params: { days: tokenDaysMax, day } }] : [];
}

function required(path: string, text: string): readonly FieldFault[] {
  return text.trim() === '' ? [{ path, rule: 'required' }] : [];
}

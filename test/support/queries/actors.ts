/** Everybody who may ask: each role of the demo city, and those who are none, two, or somebody else's. */
import type { Actor, Post } from '#engine/runtime/application/common.ts';
import { demoCity } from '#test/data/demo-city.ts';

const [procedure = ''] = demoCity().dossiers.procedures.keys();
const absent = { username: 'vang', displayName: 'Vắng', until: '2026-12-31', delegated: false, categories: [] };

/** By what is said of them. */
export const actors: Readonly<Record<string, Actor>> = Object.fromEntries(
  Object.entries({
    operator: [post('ioc_operator', 'IOC')],
    coordinator: [post('ioc_coordinator', 'IOC')],
    publisher: [post('publisher', 'IOC')],
    officer: [post('officer', '99016-KTHT')],
    'officer of another ward': [post('officer', '99001-KTHT')],
    head: [post('unit_head', '99016-KTHT')],
    administrator: [post('administrator', 'IOC')],
    clerk: [post('one_stop_clerk', '99016-PVHCC')],
    signatory: [post('signatory', '99016-VP')],
    'records clerk': [post('records_clerk', '99016-VP')],
    'nobody with a post': [],
    'role that no rule knows': [post('stranger', 'IOC')],
    'two posts': [post('officer', '99016-VP'), post('unit_head', '99016-KTHT')],
    'stand-in': [post('officer', '99016-VP'), { ...post('unit_head', '99001-KTHT'), onBehalfOf: absent }],
    delegate: [
      {
        ...post('unit_head', '99016-KTHT'),
        onBehalfOf: { ...absent, delegated: true, categories: ['HT-TN', procedure] },
      },
    ],
  }).map(([name, posts], index) => [name, official(index, name, posts)]),
);

function post(role: string, unit: string): Post {
  return { role, unit };
}

function official(index: number, displayName: string, posts: readonly Post[]): Actor {
  const accountId = `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
  return { accountId, username: `nguoi${index}`, displayName, posts };
}

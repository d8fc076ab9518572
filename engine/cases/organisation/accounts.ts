/** Accounts that a demo city brings along (`accounts.json`): names and posts, no passwords; the seeder sets those. */
import type { City } from '../city/city.ts';
import type { ConfigFault, Reading } from '../city/json-reader.ts';
import { fault, openJson, readEach, readText } from '../city/json-reader.ts';

export interface DemoAccount {
  readonly username: string;
  readonly displayName: string;
  /** '' where there is none. */
  readonly email: string;
  readonly posts: readonly { readonly role: string; readonly unit: string }[];
}

/** Somebody who is away from the day of the seeding on, so that a substitute can be seen at work. */
export interface DemoAbsence {
  readonly username: string;
  readonly substitute: string;
  readonly days: number;
}

export function demoAbsences(text: string | undefined): readonly DemoAbsence[] {
  const { absences = [] } = JSON.parse(text ?? '{}') as { readonly absences?: readonly DemoAbsence[] };
  return absences;
}

/** @returns the accounts and every fault: unknown roles and units, a user name that comes twice, no address */
export function parseAccounts(
  text: string | undefined,
  city: City,
): { readonly accounts: readonly DemoAccount[]; readonly faults: readonly ConfigFault[] } {
  const faults: ConfigFault[] = [];
  const seen = new Set<string>();
  const accounts = readEach(openJson('accounts.json', text, faults), 'accounts', (at) => {
    const username = readText(at, 'username');
    if (!/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(username)) fault(at, 'username', 'must be small letters, digits, dots');
    if (seen.has(username)) fault(at, 'username', `${username} comes twice`);
    seen.add(username);
    const email = at.value['email'] === undefined ? '' : readText(at, 'email');
    if (email !== '' && !/^[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+$/.test(email))
      fault(at, 'email', 'must be an e-mail address');
    const posts = readEach(at, 'posts', (post) => readPost(post, city));
    return { username, displayName: readText(at, 'displayName').normalize('NFC'), email, posts };
  });
  return { accounts, faults };
}

function readPost(at: Reading, city: City): DemoAccount['posts'][number] {
  const role = readText(at, 'role');
  const unit = readText(at, 'unit');
  if (!city.roles.has(role)) fault(at, 'role', `there is no role ${role}`);
  if (!city.units.has(unit)) fault(at, 'unit', `there is no unit ${unit}`);
  return { role, unit };
}

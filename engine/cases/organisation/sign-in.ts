/**
 * How officials sign in, and which duties are kept apart, as the city decides it: reference data, `sign-in.json`. A *demand* is what a role asks of who
 * holds it; who holds several meets the strictest (NIST SP 800-63B-4: `any` second factor is AAL2, a `passkey` resists
 * phishing besides).
 */
import type { ConfigFault, Reading } from '../city/json-reader.ts';
import { fault, openJson, readChoice, readEach, readFlag, readObject, readText } from '../city/json-reader.ts';

export interface SignInPolicy {
  /** A role that is not named asks for a password only. */
  readonly secondFactor: ReadonlyMap<string, Demand>;
  /** `two`: whoever has changed a draft of a service does not publish it. */
  readonly publishing: 'one' | 'two';
  /** By which ways citizens show that something is theirs; each is on where nothing is said. */
  readonly citizens: CitizenWaysPolicy;
}

/** `provider`: those that the operator of the installation has set for citizens. */
export interface CitizenWaysPolicy {
  readonly phone: boolean;
  readonly email: boolean;
  readonly provider: boolean;
}

export const demands = ['none', 'any', 'passkey'] as const;
export type Demand = (typeof demands)[number];

export const signInFile = 'sign-in.json';

/** Strength of a session that meets a demand: a password, a second factor, a passkey. */
const strengthFor = { none: 1, any: 2, passkey: 3 } as const satisfies Record<Demand, number>;

/** @param text left out or empty: a password is enough for everybody */
export function readSignIn(
  text: string | undefined,
  roles: ReadonlyMap<string, unknown>,
  faults: ConfigFault[],
): SignInPolicy {
  if (text === undefined || text === '') return { secondFactor: new Map(), publishing: 'one', citizens: allWays };
  const file = openJson(signInFile, text, faults);
  const lines = readEach(file, 'secondFactor', (at): readonly [string, Demand] => {
    const role = readText(at, 'role');
    if (role !== '' && !roles.has(role)) fault(at, 'role', `there is no role "${role}"`, `không có vai trò “${role}”`);
    return [role, readChoice(at, 'demand', demands)];
  });
  const publishing = file.value['publishing'] === undefined ? 'one' : readChoice(file, 'publishing', ['one', 'two']);
  return { secondFactor: new Map(lines), publishing, citizens: readWays(file) };
}

const allWays: CitizenWaysPolicy = { phone: true, email: true, provider: true };

function readWays(file: Reading): CitizenWaysPolicy {
  if (file.value['citizens'] === undefined) return allWays;
  const at = readObject(file, 'citizens');
  return { phone: readFlag(at, 'phone'), email: readFlag(at, 'email'), provider: readFlag(at, 'provider') };
}

/** The strictest demand of several roles. */
export function demandOf({ secondFactor }: SignInPolicy, roles: readonly string[]): Demand {
  const asked = roles.map((role) => secondFactor.get(role) ?? 'none');
  return demands.findLast((demand) => asked.includes(demand)) ?? 'none';
}

/** @returns the demand that a sign-in of this strength does not meet; null where it does */
export function unmet(demand: Demand, strength: number): Exclude<Demand, 'none'> | null {
  return demand === 'none' || strength >= strengthFor[demand] ? null : demand;
}

/** Nobody removes the last factor that a role of theirs asks for: they would be locked out with the next sign-in. */
import { demandOf } from '#engine/cases/organisation/sign-in.ts';
import type { SessionActor } from '../../application/accounts.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';

/** @throws Refusal 409 `FACTOR_REQUIRED` */
export async function mustStayStrong(
  context: Context,
  tx: Tx,
  { accountId, posts }: SessionActor,
  { without }: { readonly without: 'totp' | 'passkey' },
): Promise<void> {
  const { city } = await context.cities.current(tx);
  const demand = demandOf(
    city.signIn,
    posts.map(({ role }) => role),
  );
  if (demand === 'none') return;
  const hasCodes = (await tx.cases.signIn.totp.ofAccount(accountId)).some(({ state }) => state === 'kept');
  const passkeys = (await tx.cases.signIn.passkeys.ofAccount(accountId)).length - (without === 'passkey' ? 1 : 0);
  const codes = hasCodes && without !== 'totp';
  if (demand === 'passkey' ? passkeys === 0 : passkeys === 0 && !codes) throw refusal('FACTOR_REQUIRED');
}

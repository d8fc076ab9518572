/** What changes how somebody signs in asks for a sign-in of the last minutes: an open browser is not enough (ASVS 7.5.1). */
import type { SessionActor } from '../../application/accounts.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';

const freshMinutes = 15;

export function isFresh({ clock }: Pick<Context, 'clock'>, { session }: SessionActor): boolean {
  return clock() - session.openedAt < freshMinutes * 60_000;
}

/** @throws Refusal 403 `SIGN_IN_AGAIN` */
export function mustBeFresh(context: Pick<Context, 'clock'>, me: SessionActor): void {
  if (!isFresh(context, me)) throw refusal('SIGN_IN_AGAIN', { minutes: freshMinutes });
}

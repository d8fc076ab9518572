import type { Citizens, CitizenWays } from '../../application/citizens.ts';
import type { SignInPolicyView } from '../../application/sign-in-book.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';

/** The ways that the city has switched on, as far as this installation can reach anybody by them. */
export async function waysOf(context: Context, tx: Tx): Promise<CitizenWays> {
  const { citizens } = (await context.cities.current(tx)).city.signIn;
  const { phone, email } = reachableWays(context);
  return {
    phone: citizens.phone && phone,
    email: citizens.email && email,
    providers: citizens.provider ? context.signIn.citizenProviders.list : [],
  };
}

export function ways(context: Context): Citizens['ways'] {
  return () => context.store.transaction((tx) => waysOf(context, tx));
}

/** What the installation has, whatever the city makes of it. */
export function reachableWays({ channels, config, signIn }: Context): SignInPolicyView['reachable'] {
  return {
    phone: channels.sms !== undefined || config.demo,
    email: channels.email !== undefined || config.demo,
    providers: signIn.citizenProviders.list.map(({ name }) => name),
  };
}

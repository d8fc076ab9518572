import type { Citizens, CitizenWays } from '../../application/citizens.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';

/** The ways that the city has switched on, as far as this installation can reach anybody by them. */
export async function waysOf(context: Context, tx: Tx): Promise<CitizenWays> {
  const { channels, config, signIn } = context;
  const { citizens } = (await context.cities.current(tx)).city.signIn;
  return {
    phone: citizens.phone && (channels.sms !== undefined || config.demo),
    email: citizens.email && (channels.email !== undefined || config.demo),
    providers: citizens.provider ? signIn.citizenProviders.list : [],
  };
}

export function ways(context: Context): Citizens['ways'] {
  return () => context.store.transaction((tx) => waysOf(context, tx));
}

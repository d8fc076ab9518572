/**
 * Citizens at an identity provider that the operator has set for them (VNeID and the like). Its word about a contact counts
 * in the claims that the operator has named, for this session; nothing is kept of who they are there.
 */
import type { Citizens } from '../../application/citizens.ts';
import type { ProviderStep } from '../../ports/sign-in.ts';
import { limitChallenges } from '../accounts/passkey-sign-in.ts';
import { beginStep, stepHash } from '../accounts/steps.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { openCitizenSession } from './session.ts';
import { waysOf } from './ways.ts';

const kind = 'citizenProvider';

export function toProvider(context: Context): Citizens['toProvider'] {
  return async (provider, from) => {
    const { providers } = await context.store.transaction((tx) => waysOf(context, tx));
    if (!providers.some(({ code }) => code === provider)) throw refusal('NOT_FOUND');
    await limitChallenges(context, from);
    const { url, kept } = await context.signIn.citizenProviders.begin(provider);
    const step = await context.store.transaction((tx) =>
      beginStep(context, tx, { kind, content: { ...kept, provider } }),
    );
    return { url, ...step };
  };
}

export function fromProvider(context: Context): Citizens['fromProvider'] {
  return async (token, provider, answer) => {
    const step = await context.store.transaction((tx) =>
      tx.cases.signIn.steps.take(kind, stepHash(context, kind, token), context.clock()),
    );
    // An answer of one provider is no answer to a question that another was asked (mix-up, RFC 9700, 4.4).
    if (step === undefined || step.content['provider'] !== provider) throw refusal('SIGN_IN_OVER');
    const { state, nonce, verifier } = step.content as unknown as ProviderStep;
    const { contacts } = await context.signIn.citizenProviders.finish(provider, answer, { state, nonce, verifier });
    if (Object.keys(contacts).length === 0) throw refusal('NO_VERIFIED_CONTACT');
    return await context.store.transaction(async (tx) => {
      // Switched off while they were there.
      const { providers } = await waysOf(context, tx);
      if (!providers.some(({ code }) => code === provider)) throw refusal('NOT_FOUND');
      return await openCitizenSession(context, tx, { way: 'provider', contacts });
    });
  };
}

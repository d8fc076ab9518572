/** What signing in needs of libraries, put together. */
import type { ApplicationDeps } from '#engine/runtime/use-cases/application.ts';
import { oneTimeCodes } from './one-time-codes.ts';
import { passkeysAt } from './passkeys.ts';
import type { ProviderSettings } from './provider-file.ts';
import { citizenProviders, identityProviders } from './providers.ts';

/** @param publicUrl where people meet the product: passkeys and answers of providers are bound to it */
export function signInBy(publicUrl: string, providers: readonly ProviderSettings[]): ApplicationDeps['signIn'] {
  return {
    codes: oneTimeCodes(),
    passkeys: passkeysAt(publicUrl, 'Wardflow'),
    providers: identityProviders(
      providers.filter(({ citizens }) => citizens === null),
      publicUrl,
    ),
    citizenProviders: citizenProviders(
      providers.filter(({ citizens }) => citizens !== null),
      publicUrl,
    ),
  };
}

import type { LiveChannels } from '../administration/channels/live-channels.ts';
import type { CityBook } from '../administration/city-book.ts';
import type { EngineKernel } from '../kernel/create-kernel.ts';
import type { ApplicationDeps } from './application.ts';
import type { NewId } from './ids.ts';
import type { Library } from './library.ts';
import { keyedHash, type Vault } from './vault.ts';

/** What every use case works with: what was handed in, and what was made of it once at the start. */
export interface Context extends ApplicationDeps {
  /** As they are now. */
  readonly channels: LiveChannels;
  readonly kernel: EngineKernel;
  readonly newId: NewId;
  readonly vault: Vault;
  readonly cities: CityBook;
  readonly library: Library;
}

/** Keyed hash for look-ups; see {@link keyedHash}. */
export function hashed(context: Pick<Context, 'secrets'>, purpose: string, text: string): string {
  return keyedHash(context.secrets, purpose, text);
}

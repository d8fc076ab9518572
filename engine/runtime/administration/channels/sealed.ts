/** The password or key of a channel at rest: under the installation's master key, bound to its channel. */
import type { ChannelSettingRow } from '../../ports/channel-settings.ts';
import type { Secrets } from '../../use-cases/application.ts';
import { masterKeyId, openWithMaster, sealWithMaster } from '../../use-cases/vault.ts';

/** What a secret is bound to. */
export function channelPlace(channel: ChannelSettingRow['channel']): string {
  return `channel/${channel}`;
}

export function sealSecret(
  { secrets, random }: { readonly secrets: Secrets; readonly random: (bytes: number) => Uint8Array },
  channel: ChannelSettingRow['channel'],
  secret: string,
): Pick<ChannelSettingRow, 'sealed' | 'masterKeyId'> {
  const sealed = sealWithMaster(secrets, Buffer.from(secret, 'utf8'), channelPlace(channel), random);
  return { sealed, masterKeyId: masterKeyId(secrets) };
}

/** @throws Error where none of the known master keys opens it */
export function openSecret(secrets: Secrets, row: Pick<ChannelSettingRow, 'channel' | 'sealed'>): string {
  return Buffer.from(openWithMaster(secrets, row.sealed, channelPlace(row.channel))).toString('utf8');
}

/** How messages leave the house, as far as the city sets it on a screen. */
import type { Instant } from '#engine/core/values.ts';
import type { NoticeChannel } from './channels.ts';

export interface ChannelSettingRow {
  readonly channel: NoticeChannel['name'];
  /** JSON of what may be read. */
  readonly settings: string;
  /** The password or key, under the installation's master key. */
  readonly sealed: Uint8Array;
  readonly masterKeyId: string;
  readonly revision: number;
  readonly changedAt: Instant;
  readonly changedBy: string;
}

export interface ChannelSettingTable {
  all(): Promise<readonly ChannelSettingRow[]>;
  /** In place of revision `row.revision - 1`, or new as 1. @returns false where another revision stands by now */
  put(row: ChannelSettingRow): Promise<boolean>;
  /** @returns false where another revision stands by now */
  remove(channel: NoticeChannel['name'], revision: number): Promise<boolean>;
  /** Rows whose secret is sealed under another master key. */
  ofOtherKeys(masterKeyId: string): Promise<readonly ChannelSettingRow[]>;
  rewrap(row: ChannelSettingRow, sealed: Pick<ChannelSettingRow, 'sealed' | 'masterKeyId'>): Promise<void>;
}

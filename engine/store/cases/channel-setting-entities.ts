/** Settings of channels (`migrations/0044-channel-settings.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { bytes, code, count, instant, text } from '../columns.ts';

const ChannelSetting = defineEntity({
  name: 'ChannelSetting',
  tableName: 'channel_setting',
  properties: {
    channel: code().primary(),
    settings: text(),
    sealed: bytes(),
    masterKeyId: code(),
    revision: count(),
    changedAt: instant(),
    changedBy: code(),
  },
});

export const channelSettingEntities: readonly EntitySchema[] = [ChannelSetting];

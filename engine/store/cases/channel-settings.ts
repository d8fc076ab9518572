import type { ChannelSettingRow, ChannelSettingTable } from '#engine/runtime/ports/channel-settings.ts';
import type { Sql } from '../sql.ts';
import { allRows, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const settingShape = shape<ChannelSettingRow>('channel_setting', {
  channel: 'words',
  settings: 'words',
  sealed: 'bytes',
  masterKeyId: 'words',
  revision: 'number',
  changedAt: 'number',
  changedBy: 'words',
});

export function channelSettingTable(sql: Sql): ChannelSettingTable {
  const remove: ChannelSettingTable['remove'] = async (channel, revision) =>
    (await sql.run('delete from channel_setting where channel = ? and revision = ?', [channel, revision])) === 1;
  return {
    all: () => allRows(sql, settingShape, 'order by channel', []),
    async put(row) {
      if (row.revision > 1 && !(await remove(row.channel, row.revision - 1))) return false;
      if ((await allRows(sql, settingShape, 'where channel = ?', [row.channel])).length > 0) return false;
      await insertRows(sql, settingShape, [row]);
      return true;
    },
    remove,
    ofOtherKeys: (keyId) => allRows(sql, settingShape, 'where master_key_id <> ?', [keyId]),
    async rewrap({ channel, revision }, { sealed, masterKeyId }) {
      await sql.run('update channel_setting set sealed = ?, master_key_id = ? where channel = ? and revision = ?', [
        sealed,
        masterKeyId,
        channel,
        revision,
      ]);
    },
  };
}

import { clamavScanner } from '#connectors/clamav/connector.ts';
import { isPublicAddress } from '#connectors/public-address.ts';
import { twilioChannel } from '#connectors/sms-twilio/connector.ts';
import { smtpChannel } from '#connectors/smtp/connector.ts';
import type { ChannelMaker } from '#engine/runtime/administration/channels/live-channels.ts';
import type { HeadPlace } from '#engine/runtime/audit/heads.ts';
import type { Scanner } from '#engine/runtime/ports/files.ts';
import type { ApplicationDeps } from '#engine/runtime/use-cases/application.ts';
import { fileHeads, mailHeads } from '../audit-heads.ts';
import type { Config } from '../config.ts';
import { noticeStatusPath } from '../http/notice-status.ts';

/** The ways out to people that are set. */
export function channelsOf({ mail, sms, publicUrl, https }: Config): ApplicationDeps['channels'] {
  // Twilio refuses a callback address that it cannot reach.
  const reports = https || (sms !== null && sms.baseUrl !== null);
  return {
    ...(mail !== null && { email: smtpChannel({ server: mail.url, from: mail.from }) }),
    ...(sms !== null && {
      sms: twilioChannel({
        accountSid: sms.accountSid,
        authToken: sms.authToken,
        from: sms.from,
        prefixes: sms.prefixes,
        perDay: sms.perDay,
        ...(sms.baseUrl !== null && { baseUrl: sms.baseUrl }),
        ...(reports && { statusUrl: `${publicUrl}${noticeStatusPath}` }),
      }),
    }),
  };
}

/** Makes what the city sets on its screen; a server is reached only where it stands in the public internet. */
export const channelMaker: ChannelMaker = {
  email: ({ from, ...server }, password) =>
    smtpChannel({ from, server: { ...server, password, allowed: isPublicAddress } }),
  sms: (settings, authToken) => twilioChannel({ ...settings, authToken }),
};

/** Looks into what is sent; undefined where none is set. */
export function scannerOf({ scanner }: Config): Scanner | undefined {
  return scanner === null ? undefined : clamavScanner({ url: scanner });
}

/** Where the head of the audit's chain is handed out to. */
export function headPlacesOf(
  { dataDir, auditMail }: Config,
  { email }: ApplicationDeps['channels'],
): readonly HeadPlace[] {
  return [fileHeads(dataDir), ...(auditMail !== null && email !== undefined ? [mailHeads(email, auditMail)] : [])];
}

/** Messages that the product sends by itself, whatever a service brings along; a service with the same code says it in its own words. */
import type { MessageTemplate } from './notices.ts';
import { relayMessages } from './relay/messages.ts';
import { revealMessages } from './reveals/messages.ts';

export const productMessages: ReadonlyMap<string, MessageTemplate> = new Map(
  [...relayMessages, ...revealMessages].map((one) => [one.code, one]),
);

/** Messages that the product sends where a service brings them along, without any step of its process. */
export const offeredMessages = {
  /** For somebody who has just joined a case. */
  welcome: 'PA_THEO_DOI',
  /** A case was handed over to a unit. */
  transferred: 'NV_CHUYEN_DEN',
  /** A partner is reminded of a part. */
  reminder: 'NV_NHAC_PHOI_HOP',
  /** A finished case was opened again. */
  returned: 'NV_TRA_LAI',
} as const;

/** Codes of all messages that are sent without a step that names them. */
export const sentByProduct: readonly string[] = [...productMessages.keys(), ...Object.values(offeredMessages)];

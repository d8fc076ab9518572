/** Messages that the product sends by itself, whatever a service brings along; a service with the same code says it in its own words. */
import type { MessageTemplate } from './notices.ts';
import { relayMessages } from './relay/messages.ts';
import { revealMessages } from './reveals/messages.ts';

export const productMessages: ReadonlyMap<string, MessageTemplate> = new Map(
  [...relayMessages, ...revealMessages].map((one) => [one.code, one]),
);

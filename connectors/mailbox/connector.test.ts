import { beforeEach, describe } from 'node:test';
import type { OutgoingMessage } from '#engine/runtime/ports/channels.ts';
import { channelContract } from '../channel-contract.ts';
import { mailboxChannel } from './connector.ts';

describe('the in-product mailbox', () => {
  const kept = new Map<string, OutgoingMessage>();
  beforeEach(() => kept.clear());
  const channel = mailboxChannel('email', {
    async keep(_channel, message) {
      kept.set(message.id, message);
    },
  });
  channelContract(() => ({
    channel,
    recipient: 'nguoi.dan@example.org',
    wrongRecipients: [],
    arrived: () => [...kept.values()].map(({ to, text, id }) => ({ to, text, identity: id })),
    faults: {},
    recover: () => undefined,
  }));
});

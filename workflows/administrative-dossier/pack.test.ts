import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseMessages } from '#engine/cases/notices.ts';
import { demoCity } from '#test/data/demo-city.ts';
import { holdsOfShipped } from '#test/support/shipped-service.ts';

const folder = new URL('./', import.meta.url);

describe('the service of dossiers', () => {
  holdsOfShipped({
    folder,
    key: 'administrative-dossier',
    // Only the desk says that a dossier is withdrawn.
    findings: ['MESSAGE_NOT_SENT stopAsked'],
    // Number and symbol of an outgoing document are public and have a pattern.
    mayBePublic: ({ validate }) => validate?.['pattern'] !== undefined,
  });

  it('has the apologies that the SLA classes of the city name', () => {
    const { messages } = parseMessages(readFileSync(new URL('messages.json', folder), 'utf8'));
    for (const { code, apology } of demoCity().slaClasses.values()) {
      if (code.startsWith('TTHC')) assert.ok(messages.has(apology.message), code);
    }
  });
});

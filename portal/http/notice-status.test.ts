import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import twilio from 'twilio';
import { noticeStatusPath, noticeStatusRoutes, signatureOf } from './notice-status.ts';
import { sendProblem, toRefusal } from './problems.ts';

const authToken = '12345';
const publicUrl = 'https://phananh.example.vn';
const notice = '01935555-0000-7000-8000-000000000001';
const fields = { MessageSid: 'SM1', MessageStatus: 'delivered', To: '+84912345678' };

async function report(change: { url?: string; signature?: string; body?: Record<string, string> } = {}) {
  const reported: string[] = [];
  const server = Fastify();
  server.setErrorHandler((error, request, reply) => sendProblem(request, reply, toRefusal(error)));
  const status = {
    authToken,
    report: async (id: string, said: { readonly status: string; readonly providerId: string }) =>
      void reported.push(`${id} ${said.status} ${said.providerId}`),
  };
  await server.register(noticeStatusRoutes(status, publicUrl));
  const url = change.url ?? `${noticeStatusPath}?notice=${notice}`;
  const signature =
    change.signature ??
    twilio.getExpectedTwilioSignature(authToken, `${publicUrl}${noticeStatusPath}?notice=${notice}`, fields);
  const { statusCode } = await server.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(change.body ?? fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
  });
  await server.close();
  return { statusCode, reported };
}

test('S10 our signature is the one that the twilio library makes', () => {
  const url = `${publicUrl}${noticeStatusPath}?notice=${notice}`;
  const ours = signatureOf(authToken, url, new Map(Object.entries(fields)));
  assert.equal(ours, twilio.getExpectedTwilioSignature(authToken, url, fields));
});

test('a report with the right signature is taken', async () => {
  assert.deepEqual(await report(), { statusCode: 204, reported: [`${notice} delivered SM1`] });
});

test('S10 a report for another notice, with another status, without or with a wrong signature is refused', async () => {
  const other = notice.replace(/1$/, '2');
  for (const change of [
    { url: `${noticeStatusPath}?notice=${other}` },
    { body: { ...fields, MessageStatus: 'failed' } },
    { body: { ...fields, Extra: 'x' } },
    { signature: '' },
    { signature: signatureOf('wrong token', publicUrl, new Map()) },
  ])
    assert.deepEqual(await report(change), { statusCode: 403, reported: [] });
});

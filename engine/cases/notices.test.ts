import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type MessageTemplate, parseMessages, renderNotice } from './notices.ts';

const template: MessageTemplate = {
  code: 'PA_TU_CHOI',
  name: { vi: 'Không tiếp nhận', en: 'Not accepted' },
  audience: 'reporter',
  followers: null,
  sms: {
    vi: 'Phản ánh {ma} không được tiếp nhận: {lydo}',
    en: 'Report {ma} was not accepted: {lydo}',
    diacritics: false,
  },
  email: {
    subject: { vi: '{ma}: {lydo}', en: '{ma}: {lydo}' },
    text: { vi: 'Lý do: {lydo}\nXem {link}\n\nTrân trọng', en: 'Reason: {lydo}' },
  },
};
const values = { ma: 'PA-261013-0001', lydo: 'ngoài phạm vi', link: 'https://x.example/?a=1&b=2' };

describe('putting a message into words', () => {
  it('an SMS loses its diacritics unless the template keeps them', () => {
    const plain = renderNotice(template, 'sms', 'vi', values)?.notice;
    assert.equal(plain?.text, 'Phan anh PA-261013-0001 khong duoc tiep nhan: ngoai pham vi');
    assert.equal(plain?.size?.encoding, 'GSM-7');
    const kept = { ...template, sms: { vi: 'Phản ánh {ma}', en: '{ma}', diacritics: true } };
    assert.equal(renderNotice(kept, 'sms', 'vi', values)?.notice?.size?.encoding, 'UCS-2');
  });

  it('what people wrote is escaped in HTML and cannot begin a header', () => {
    const hostile = { ...values, lydo: '<script>x</script>\r\nBcc: evil@example.com' };
    const notice = renderNotice(template, 'email', 'vi', hostile)?.notice;
    assert.equal(notice?.subject, 'PA-261013-0001: <script>x</script> Bcc: evil@example.com');
    assert.ok(!notice?.html?.includes('<script>'));
    assert.match(notice?.html ?? '', /&lt;script&gt;/);
    assert.match(notice?.html ?? '', /<a href="https:\/\/x.example\/\?a=1&amp;b=2">/);
  });

  it('a value is never read as a template', () => {
    const notice = renderNotice(template, 'sms', 'en', { ...values, lydo: '{ma} {link}' })?.notice;
    assert.equal(notice?.text, 'Report PA-261013-0001 was not accepted: {ma} {link}');
  });

  it('a placeholder without a value is a fault, not a hole', () => {
    assert.deepEqual(renderNotice(template, 'sms', 'vi', { ma: 'x' }), { notice: null, missing: ['lydo'] });
    assert.deepEqual(renderNotice(template, 'email', 'vi', { ma: 'x', lydo: ' ' })?.missing, ['lydo', 'link']);
  });

  it('a channel without a text gives nothing', () => {
    assert.equal(renderNotice({ ...template, email: null }, 'email', 'vi', values), undefined);
  });
});

describe('reading messages', () => {
  it('names what is missing and what is unknown', () => {
    const { faults } = parseMessages(
      JSON.stringify({
        messages: [
          { code: 'x', name: { vi: 'X', en: 'X' }, sms: { vi: '{ma} {toString}' } },
          { code: 'Y', name: {} },
        ],
      }),
    );
    assert.deepEqual(
      faults.map((fault) => `${fault.path}: ${fault.message}`),
      [
        'messages[0].code: must be capitals, digits and _',
        'messages[0].sms.en: is missing',
        'messages[0].: unknown placeholder {toString}',
        'messages[1].name.vi: is missing',
        'messages[1].name.en: is missing',
        'messages[1].sms: a message needs a text for SMS or e-mail',
      ],
    );
  });
});

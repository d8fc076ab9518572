/** Who must have been told, by the history; what stands in the outbox; what the providers really got. */
import { type Reader, type Row, textOf } from './database.ts';
import { type Finding, finding, tally } from './finding.ts';

/** What a provider got, in the order in which it came; each names the notice it carries. */
export interface Delivered {
  readonly channel: 'sms' | 'email';
  /** Id of the notice as the provider was told it: the idempotency key. */
  readonly notice: string;
}

interface Message {
  readonly code: string;
  readonly audience: string;
  readonly sms?: unknown;
  readonly email?: unknown;
}

/** @param delivered undefined where no provider kept a journal: what was delivered is not looked at */
export async function checkNotices(reader: Reader, delivered?: readonly Delivered[]): Promise<readonly Finding[]> {
  const notices = await reader.rows(
    `select hex(id) as id, hex(case_id) as c, channel, template, state, fault, hex(recipient_entry) as entry from notice order by id`,
  );
  return [
    ...(await checkWritten(reader, notices)),
    ...(await checkReturned(reader, notices)),
    ...notices
      .filter((row) => !['sent', 'delivered', 'bounced'].includes(textOf(row, 'state')))
      .map((row) => finding('NOTICE_UNSENT', `${textOf(row, 'id')} is ${row['state']} ${row['fault']}`)),
    ...(delivered === undefined ? [] : checkDelivered(notices, delivered)),
  ];
}

/** Each send task that the history says was completed has told the reporter once on every channel that reaches them. */
async function checkWritten(reader: Reader, notices: readonly Row[]): Promise<readonly Finding[]> {
  const messages = await messagesOf(reader);
  const told = await reader.rows(
    `select hex(h.case_id) as c, hex(i.service_version_id) as v, h.element as e, count(*) as n
     from history h join process_instance i on i.id = h.instance_id
     where h.event = 'completed' and h.case_id is not null group by h.case_id, i.service_version_id, h.element`,
  );
  const reached = await reader.rows('select hex(id) as c, vault from case_record');
  const contacts = new Map(reached.map((row) => [textOf(row, 'c'), JSON.parse(textOf(row, 'vault'))]));
  const expected = new Map<string, number>();
  for (const row of told) {
    const message = messages.get(`${textOf(row, 'v')} ${textOf(row, 'e')}`);
    if (message?.audience !== 'reporter') continue;
    const { phone, email } = contacts.get(textOf(row, 'c')) ?? {};
    const channels = [...(phone && message.sms ? ['sms'] : []), ...(email && message.email ? ['email'] : [])];
    for (const channel of channels) {
      const key = `${textOf(row, 'c')} ${message.code} ${channel}`;
      expected.set(key, (expected.get(key) ?? 0) + Number(row['n']));
    }
  }
  const toReporters = notices.filter((row) => textOf(row, 'entry') !== '');
  const written = tally(toReporters.map((row) => `${textOf(row, 'c')} ${row['template']} ${row['channel']}`));
  return [
    ...[...expected]
      .filter(([key, times]) => (written.get(key) ?? 0) < times)
      .map(([key, times]) => finding('NOTICE_MISSING', `${key}: ${written.get(key) ?? 0} of ${times}`)),
    ...[...written]
      .filter(([key, times]) => times > (expected.get(key) ?? 0))
      .map(([key, times]) => finding('NOTICE_FROM_NOWHERE', `${key}: ${times} instead of ${expected.get(key) ?? 0}`)),
  ];
}

/** Message of the service for the unit that gets a step back. */
const returned = 'NV_TRA_LAI';

/** Each step that was sent back has been told to everybody of the unit who has an address, once. */
async function checkReturned(reader: Reader, notices: readonly Row[]): Promise<readonly Finding[]> {
  const rows = await reader.rows(
    `select hex(r.case_id) as c, count(distinct a.id) as n, hex(r.id) as id from step_return r
     join post p on p.unit = r.to_unit join account a on a.id = p.account_id
     where r.kind = 'sendBack' and a.active = 1 and a.email <> '' group by r.case_id, r.id`,
  );
  const expected = new Map<string, number>();
  for (const row of rows) expected.set(textOf(row, 'c'), (expected.get(textOf(row, 'c')) ?? 0) + Number(row['n']));
  const written = tally(notices.filter((row) => row['template'] === returned).map((row) => textOf(row, 'c')));
  return [...new Set([...expected.keys(), ...written.keys()])].flatMap((key) => {
    const [wanted, there] = [expected.get(key) ?? 0, written.get(key) ?? 0];
    if (wanted === there) return [];
    const fault = there < wanted ? 'NOTICE_MISSING' : 'NOTICE_FROM_NOWHERE';
    return [finding(fault, `${key} ${returned}: ${there} instead of ${wanted}`)];
  });
}

/** The message of each send task, by version and element, as the deployed files have it. */
async function messagesOf(reader: Reader): Promise<ReadonlyMap<string, Message>> {
  const files = await reader.rows('select hex(version_id) as v, path, kind, content from service_resource');
  const found = new Map<string, Message>();
  for (const { v, content } of files.filter((row) => textOf(row, 'path').endsWith('.bpmn'))) {
    const own = files.find((row) => row['v'] === v && textOf(row, 'path').endsWith('messages.json'));
    const { messages = [] } = JSON.parse(textOf(own ?? {}, 'content') || '{}') as {
      readonly messages?: readonly Message[];
    };
    for (const [tag] of String(content).matchAll(/<bpmn:sendTask\b[^>]*>/g)) {
      const element = /\bid="([^"]+)"/.exec(tag)?.[1];
      const code = /\bwardflow:message="([^"]+)"/.exec(tag)?.[1];
      const message = messages.find((one) => one.code === code);
      if (message) found.set(`${v} ${element}`, message);
    }
  }
  return found;
}

/** SMS: each once. E-mail may come again under the same Message-ID after a crash, and counts once. */
function checkDelivered(notices: readonly Row[], delivered: readonly Delivered[]): readonly Finding[] {
  const rows = new Map(notices.map((row) => [textOf(row, 'id'), row]));
  const sms = tally(delivered.filter(({ channel }) => channel === 'sms').map(({ notice }) => notice));
  const arrived = new Set(delivered.map(({ notice }) => notice));
  return [
    ...[...arrived].filter((id) => !rows.has(id)).map((id) => finding('NOTICE_FROM_NOWHERE', `${id} at the provider`)),
    ...[...rows]
      .filter(([id, row]) => ['sent', 'delivered'].includes(textOf(row, 'state')) && !arrived.has(id))
      .map(([id]) => finding('NOTICE_NOT_DELIVERED', id)),
    ...[...sms].filter(([, times]) => times > 1).map(([id, times]) => finding('NOTICE_TWICE', `${id}, ${times} SMS`)),
    ...outOfOrder(rows, delivered),
  ];
}

/** By first arrival: what one reporter gets on one channel about one case. */
function outOfOrder(rows: ReadonlyMap<string, Row>, delivered: readonly Delivered[]): readonly Finding[] {
  const last = new Map<string, string>();
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const { notice, channel } of delivered) {
    const row = rows.get(notice);
    if (row === undefined || textOf(row, 'entry') === '' || seen.has(notice)) continue;
    seen.add(notice);
    const thread = `${textOf(row, 'c')} ${channel}`;
    const before = last.get(thread) ?? '';
    if (notice < before) findings.push(finding('NOTICE_OUT_OF_ORDER', `${notice} after ${before}`));
    else last.set(thread, notice);
  }
  return findings;
}

// The source's notices as messages of the service: which there are, and who is told what by an action.
import type { ImportNote } from '../interchange/importing.ts';
import { json, stateName, type Words } from './names.ts';
import type { Plan } from './plan.ts';
import type { SourceAction, SourceBody, SourceTemplate } from './source.ts';
import { check, taken } from './words.ts';

export interface Notices {
  /** What an action tells, each message once. */
  of(action: SourceAction): readonly Notice[];
  /** `messages.json`. */
  readonly text: string;
  readonly notes: readonly ImportNote[];
}

export interface Notice {
  readonly message: string;
  readonly name: string;
  /** For the unit that has the case, else for the reporter. */
  readonly unit: boolean;
}

interface Made extends Notice {
  readonly template: SourceTemplate;
  readonly written: Readonly<Record<string, unknown>>;
}

export function noticesOf({ service }: Plan): Notices {
  const notes: ImportNote[] = [];
  const actions = service.states.flatMap((state) => state.actions);
  const opening = service.opening.kind === 'actions' ? service.opening.actions : [];
  const all = [...opening, ...actions];
  const made = new Map<string, Made>();
  for (const template of service.templates) {
    const user = all.find((action) => action.notifications.some((one) => one.template === template.code));
    if (user === undefined) continue;
    const message = make(template, stateName(user.next), notes);
    if (message !== null) made.set(template.code, message);
  }
  for (const action of all) tell(action, made, notes);
  return {
    of: (action) => {
      const codes = new Set(action.notifications.map(({ template }) => template));
      return [...codes].flatMap((code) => made.get(code) ?? []);
    },
    text: json({ messages: [...made.values()].map(({ written }) => written) }),
    notes,
  };
}

function tell(action: SourceAction, made: ReadonlyMap<string, Made>, notes: ImportNote[]): void {
  const channels = new Set<string>();
  for (const { path, channel, template, audience } of action.notifications) {
    const at = { element: null, name: `${path} ${audience} ${channel}` };
    if (!made.has(template)) notes.push(check('TEMPLATE_UNKNOWN', at, { template }));
    else if (!isOurs(channel) && !channels.has(channel)) notes.push(check('CHANNEL', at, { channel }));
    channels.add(channel);
  }
}

/** @returns null for a template without words for our channels */
function make(template: SourceTemplate, status: Words, notes: ImportNote[]): Made | null {
  const at = { element: null, name: `${template.path} ${template.code}` };
  const sms = pick(template, 'SMS');
  const email = pick(template, 'EMAIL');
  if (sms === null && email === null) {
    notes.push(check('TEMPLATE_EMPTY', at));
    return null;
  }
  const words = (text: string, language: keyof Words): string => placed(text, status[language], at, notes);
  const both = (texts: { readonly vi: string; readonly en: string }) => ({
    vi: words(texts.vi, 'vi'),
    en: words(texts.en, 'en'),
  });
  const lines = (texts: { readonly vi: string; readonly en: string }) => {
    const { vi, en } = both(texts);
    return { vi: vi.split('\n'), en: en.split('\n') };
  };
  const message = template.code
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^(?![A-Z])/, 'M_');
  const unit = template.audience.toUpperCase() !== 'CITIZEN';
  const subject = email === null ? null : both(subjects(email, template.code));
  const name = subject ?? { vi: template.code, en: template.code };
  notes.push(taken('MESSAGE', at, { message }));
  const foreign = [sms, email].some((one) => one !== null && !one.vietnamese);
  if (foreign) notes.push(check('NO_VIETNAMESE', at));
  if (unit) notes.push(check('TOLD_UNIT', at, { audience: template.audience }));
  const written = {
    code: message,
    name,
    audience: unit ? 'unit' : 'reporter',
    ...(sms && { sms: both({ vi: sms.vi.text, en: sms.en.text }) }),
    ...(email && { email: { subject, text: lines({ vi: email.vi.text, en: email.en.text }) } }),
  };
  return { message, name: name.vi, unit, template, written };
}

interface Bodies {
  readonly vi: SourceBody;
  readonly en: SourceBody;
  readonly vietnamese: boolean;
}

/** Words of one channel in both languages; one stands in for the other where it is missing. */
function pick({ bodies }: SourceTemplate, channel: string): Bodies | null {
  const own = bodies.filter((body) => body.channel === channel && body.text !== '');
  const vi = own.find(({ locale }) => /^vi/i.test(locale));
  const en = own.find(({ locale }) => /^en/i.test(locale)) ?? own[0];
  const [one, two] = [vi ?? en, en ?? vi];
  return one === undefined || two === undefined ? null : { vi: one, en: two, vietnamese: vi !== undefined };
}

function subjects({ vi, en }: Bodies, code: string): Words {
  return { vi: vi.subject || code, en: en.subject || code };
}

/** The source's placeholders in ours; the state's name is written out, since the template names it. */
function placed(text: string, status: string, at: Pick<ImportNote, 'element' | 'name'>, notes: ImportNote[]): string {
  return text.replace(/\{\{?\s*([\w.]+)\s*\}?\}/g, (_, name: string) => {
    if (name === 'status') return status;
    const ours = placeholders[name];
    if (ours !== undefined) return `{${ours}}`;
    const told = check('PLACEHOLDER', at, { name: `{${name}}` });
    if (!notes.some((note) => note.name === told.name && note.message.en === told.message.en)) notes.push(told);
    return '…';
  });
}

const placeholders: Readonly<Record<string, string>> = {
  id: 'ma',
  complaint_id: 'ma',
  applicationNumber: 'ma',
  complaint_type: 'linhvuc',
  department: 'donvi',
  ulb: 'thanhpho',
  emp_name: 'canbo',
  additional_comments: 'noidung',
  reason: 'lydo',
  link: 'link',
  url: 'link',
  ward: 'diaban',
};

function isOurs(channel: string): boolean {
  return channel === 'SMS' || channel === 'EMAIL';
}

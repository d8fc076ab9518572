/** Doors through which a text comes into the product, each as somebody who means harm would use it. */
import { randomUUID } from 'node:crypto';
import { pageForm, place, submission } from './path.ts';
import type { Answer, Visitor } from './visitor.ts';

export interface HostileDoor {
  readonly name: string;
  send(text: string, from: string): Promise<Answer>;
}

/** @param operator, administrator signed in @param taskId an open task of the operator's unit */
export function hostileDoors(
  anybody: Visitor,
  {
    operator,
    administrator,
    taskId,
  }: { readonly operator: Visitor; readonly administrator: Visitor; readonly taskId: string },
): readonly HostileDoor[] {
  const good = {
    category: 'HT-TN',
    description: 'Nắp hố ga trước cổng chợ bị vỡ.',
    location: place,
    address: 'Cổng chợ',
  };
  const report = (values: object, from: string) =>
    anybody.post('/api/v1/reports', submission({ ...good, anonymous: true, ...values }), { 'x-forwarded-for': from });
  const in_ = encodeURIComponent;
  return [
    { name: 'text of a report', send: (text, from) => report({ description: `${text} canary`, address: text }, from) },
    { name: 'who reports', send: (text, from) => report({ anonymous: false, name: text, phone: '0912345678' }, from) },
    { name: 'phone and e-mail', send: (text, from) => report({ anonymous: false, phone: text, email: text }, from) },
    { name: 'choices of a report', send: (text, from) => report({ category: text, ward: text, urgent: text }, from) },
    { name: 'place of a report', send: (text, from) => report({ location: { lon: text, lat: text } }, from) },
    { name: 'a field that is none', send: (text, from) => report({ [text.slice(0, 80)]: text }, from) },
    {
      name: 'the page form',
      send: (text, from) =>
        anybody.post('/report', pageForm({ category: text, description: text, address: text, name: text }), {
          'x-forwarded-for': from,
        }),
    },
    {
      name: 'name of a file',
      send(text, from) {
        const form = submission({ ...good, anonymous: true });
        form.append('photos', new Blob([text]), text.replaceAll(/["\r\n]/g, ' ') || 'x');
        return anybody.post('/api/v1/reports', form, { 'x-forwarded-for': from });
      },
    },
    {
      name: 'code and secret',
      send: (text, from) =>
        anybody.post(
          `/api/v1/reports/${in_(wellFormed(text)) || '-'}/full`,
          { secret: text },
          { 'x-forwarded-for': from },
        ),
    },
    {
      name: 'the page to follow',
      send: (text, from) =>
        anybody.post('/follow', pageForm({ code: text, secret: text }), { 'x-forwarded-for': from }),
    },
    {
      name: 'a contact for a code',
      send: (text, from) => anybody.post('/mine', pageForm({ contact: text }), { 'x-forwarded-for': from }),
    },
    {
      name: 'search of results',
      send: (text, from) =>
        anybody.get(`/results?q=${in_(wellFormed(text))}&category=${in_(wellFormed(text))}`, {
          'x-forwarded-for': from,
          accept: 'text/html',
        }),
    },
    {
      name: 'search of places',
      send: (text, from) => anybody.post('/api/v1/intake/places', { text }, { 'x-forwarded-for': from }),
    },
    {
      name: 'sign-in',
      send: (text, from) =>
        anybody.post('/sign-in', pageForm({ username: text, password: text }), { 'x-forwarded-for': from }),
    },
    {
      name: 'an address',
      send: (text, from) =>
        anybody.get(`/${in_(wellFormed(text))}/x?lang=${in_(wellFormed(text))}`, {
          'x-forwarded-for': from,
          accept: 'text/html',
        }),
    },
    {
      name: 'headers',
      send: (text) =>
        anybody.get('/api/v1/me', {
          cookie: `session=${in_(wellFormed(text))}; follow=${in_(wellFormed(text))}; lang=${in_(wellFormed(text))}`,
          'user-agent': in_(wellFormed(text)) || 'x',
          'accept-language': in_(wellFormed(text)) || 'x',
          'x-forwarded-for': in_(wellFormed(text)) || 'x',
          traceparent: in_(wellFormed(text)) || 'x',
        }),
    },
    {
      name: 'search of tasks',
      send: (text) => operator.get(`/api/v1/tasks?view=unit&q=${in_(wellFormed(text)).slice(0, 600)}`),
    },
    {
      name: 'values of a task',
      send: (text) =>
        operator.post(
          `/api/v1/tasks/${taskId}/complete`,
          submission({ outcome: text, question: text, category: text }),
        ),
    },
    {
      name: 'a message before it is sent',
      send: (text) =>
        operator.post(`/api/v1/tasks/${taskId}/notice-preview`, {
          values: { outcome: 'needInfo', question: `${text} canary` },
        }),
    },
    {
      name: 'a person',
      send: (text) =>
        administrator.post('/api/v1/city/people', { username: text, displayName: text, email: text, posts: [] }),
    },
    {
      name: 'a deed and its reason',
      send: (text) =>
        administrator.post(`/api/v1/operations/instances/${randomUUID()}/operations`, {
          operation: { kind: 'cancel' },
          reason: text,
          key: randomUUID(),
        }),
    },
    {
      name: 'a file of the draft',
      send: (text) =>
        administrator.put(`/api/v1/services/citizen-feedback/draft/resources/${in_(wellFormed(text)) || 'x'}`, {
          revision: null,
          content: text,
        }),
    },
  ];
}

/** An address is made of whole characters only. */
function wellFormed(text: string): string {
  return text.toWellFormed().slice(0, 1_000);
}

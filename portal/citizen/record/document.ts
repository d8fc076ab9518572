/** A person's own record as a page that can be read anywhere, without a network: a document of its own, with its own look. */
import { renderToString } from 'preact-render-to-string';
import type { OwnCase, OwnRecord } from '#engine/runtime/application/own-record.ts';
import { type Child, html } from '#forms/plain/html.ts';
import { dateTime } from '#portal/kit/format.ts';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type OwnRecordTextKey, ownRecordTexts } from '#portal/kit/texts/own-record.ts';
import type { PageContext } from '../page.ts';

type Reader = Pick<PageContext, 'language' | 'timeZone'>;
interface Writer extends Reader {
  readonly t: Translate<OwnRecordTextKey>;
}

const look =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:1rem auto;padding:0 1rem}section{border-top:1px solid #999;margin-top:2rem}dt{font-weight:600}dd{margin:0 0 .5rem;white-space:pre-wrap;overflow-wrap:anywhere}img{max-width:100%;height:auto}';

export function recordDocument(reader: Reader, record: OwnRecord): string {
  const t = translator(ownRecordTexts, reader.language);
  const writer: Writer = { ...reader, t };
  const at = dateTime(record.madeAt, reader.timeZone);
  const document = html`<html lang=${reader.language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${t('documentTitle')}</title>
      <style>${look}</style>
    </head>
    <body>
      <h1>${t('documentTitle')}</h1>
      <p>${t('madeAt', { at, number: record.request })} ${t('leftOut')}</p>
      ${record.cases.map((one) => caseSection(writer, record, one))}
      ${
        record.follows.length === 0
          ? null
          : html`<section><h2>${t('follows')}</h2><ul>${record.follows.map(({ registerNumber, since }) => html`<li>${registerNumber}, ${t('since', { at: dateTime(since, reader.timeZone) })}</li>`)}</ul></section>`
      }
    </body>
  </html>`;
  return `<!doctype html>${renderToString(document)}`;
}

function caseSection(writer: Writer, { files }: OwnRecord, one: OwnCase): Child {
  const { t, language } = writer;
  const { contact } = one;
  const photos = files.filter(({ name }) => name.startsWith(`${one.registerNumber}-`));
  return html`<section>
    <h2>${one.registerNumber}: ${one.service[language]}${one.category.code === '' ? '' : `, ${one.category.name[language]}`}</h2>
    <dl>
      ${entry(t('received'), dateTime(one.receivedAt, writer.timeZone))}
      ${entry(t('closed'), one.closedAt === null ? '' : dateTime(one.closedAt, writer.timeZone))}
      ${entry(t('outcome'), one.outcome?.[language] ?? '')}
      ${entry(t('name'), contact.name)}${entry(t('phone'), contact.phone)}${entry(t('email'), contact.email)}${entry(t('idNumber'), contact.idNumber)}
      ${entry(t('text'), one.text)}${entry(t('address'), one.address ?? '')}
      ${entry(t('point'), one.point === null ? '' : `${one.point.lon}, ${one.point.lat}`)}
      ${entry(t('answer'), one.answer ?? '')}${entry(t('reason'), one.rejectionReason ?? '')}
    </dl>
    ${lists(writer, one)}
    ${photos.length === 0 ? null : html`<h3>${t('photos')}</h3>${photos.map(({ name, takenAt }) => html`<p><img src="photos/${name}" alt=${name} />${takenAt === null ? null : html`<br />${t('takenAt', { at: dateTime(takenAt, writer.timeZone) })}`}</p>`)}`}
  </section>`;
}

function lists({ t, language, timeZone }: Writer, { stages, messages, ratings, notices }: OwnCase): Child {
  const when = (at: number | null) => (at === null ? '' : `${dateTime(at, timeZone)}: `);
  return [
    listed(
      t('stages'),
      stages.map(({ name, at, note }) => `${when(at)}${name[language]}${note === null ? '' : `. ${note}`}`),
    ),
    listed(
      t('messages'),
      messages.map(({ fromReporter, at, text }) => `${when(at)}${t(fromReporter ? 'byYou' : 'byOffice')}: ${text}`),
    ),
    listed(
      t('ratings'),
      ratings.map(({ at, rating, comment }) => `${when(at)}${t('stars', { n: rating })} ${comment}`),
    ),
    listed(
      t('notices'),
      notices.map(
        ({ at, channel, name }) => `${when(at)}${t(channel === 'sms' ? 'sms' : 'emailNotice')}, ${name[language]}`,
      ),
    ),
  ];
}

function listed(title: string, lines: readonly string[]): Child {
  return lines.length === 0 ? null : html`<h3>${title}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function entry(term: string, text: string): Child {
  return text === '' ? null : html`<dt>${term}</dt><dd>${text}</dd>`;
}

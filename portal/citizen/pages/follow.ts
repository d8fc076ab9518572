import type { IssuedDocument } from '#engine/runtime/application/documents.ts';
import type { OfferedRecord } from '#engine/runtime/application/own-record.ts';
import type { CitizenTask, FullProgress, MainProgress, PublicProgress } from '#engine/runtime/application/reports.ts';
import { errorSummary } from '#forms/plain/errors.ts';
import { plainFields } from '#forms/plain/form.ts';
import { type Child, html } from '#forms/plain/html.ts';
import { clockWords, dateTime, promise, workingTime } from '#portal/kit/format.ts';
import { translator } from '#portal/kit/text.ts';
import { documentTexts } from '#portal/kit/texts/documents.ts';
import { ownRecordTexts } from '#portal/kit/texts/own-record.ts';
import type { Page, PageContext } from '../page.ts';
import { chip, isLate, nameOf, paragraphs, photoStrip, type Tone, timeline } from '../parts.ts';
import { sharedLead, stopForm, stoppedNotice } from './duplicates.ts';
import { messagesOf } from './messages.ts';
import { mineWords } from './mine.ts';
import { type Attempt, firstAttempt, plainForm } from './report.ts';

export interface FollowView {
  /** As typed, for the form; shown back only to who typed it. */
  readonly code: string;
  readonly unknown: boolean;
  /** The code is that of a dossier, which opens with its four digits only. */
  readonly needsSecret: boolean;
  readonly progress: PublicProgress | undefined;
  readonly full: FullProgress | undefined;
  /** Papers that were issued to whoever has shown the second factor. */
  readonly papers: readonly IssuedDocument[];
  /** Of a request for one's own record that was granted: what can be fetched. */
  readonly record: OfferedRecord | undefined;
  readonly answered: boolean;
  /** Opened from the list of a citizen's own cases. */
  readonly own: boolean;
  /** They have just stopped following. */
  readonly stopped: boolean;
  readonly submissionKey: string;
  readonly attempt?: { readonly taskId: string } & Attempt;
  /** A message to the office that was not sent. */
  readonly messageAttempt?: Attempt;
}

export function followPage(context: PageContext, view: FollowView): Page {
  const { t } = context;
  const progress = view.full ?? view.progress;
  const body = progress === undefined ? askForCode(context, view) : showProgress(context, view, progress);
  return { title: t('followTitle'), current: 'follow', robots: 'noindex', body };
}

function askForCode(context: PageContext, { code, unknown, needsSecret, stopped }: FollowView): Child {
  const { t } = context;
  return html`<div class="narrow">
    ${stopped ? stoppedNotice(context) : null}
    <h1>${t('followTitle')}</h1>
    <p class="lead">${t('followLead')}</p>
    ${unknown ? html`<div class="notice late" role="alert">${t(isRegisterNumber(code) ? 'followNotACode' : 'followUnknown')}</div>` : null}
    ${needsSecret ? html`<div class="notice" role="status">${t('followDossierSecret')}</div>` : null}
    <form class="card form" method="post" action="/follow">
      <div class="field">
        <label class="label" for="f-code">${t('followCode')}</label>
        <p class="hint" id="f-code-hint">${t('followCodeHint')}</p>
        <input class="input code" id="f-code" name="code" value=${code} autocomplete="off" autocapitalize="characters" spellcheck=${false} aria-describedby="f-code-hint" maxlength="80" />
      </div>
      ${secretField(t)}
      <p class="actions"><button class="btn primary" type="submit">${t('followShow')}</button></p>
    </form>
    <p><a href="/mine">${mineWords(context)('forgotten')}</a></p>
  </div>`;
}

function secretField(t: PageContext['t']): Child {
  return html`<div class="field">
    <label class="label" for="f-secret">${t('followSecret')} <span class="optional">${t('optional')}</span></label>
    <p class="hint" id="f-secret-hint">${t('followSecretHint')}</p>
    <input class="input code short" id="f-secret" name="secret" inputmode="numeric" autocomplete="off" maxlength="8" aria-describedby="f-secret-hint" />
  </div>`;
}

function showProgress(context: PageContext, view: FollowView, progress: PublicProgress): Child {
  const { t } = context;
  return html`<div class="narrow">
    ${view.own ? html`<p><a href="/mine">${mineWords(context)('back')}</a></p>` : null}
    ${view.answered ? html`<div class="notice ok" role="status">${t('followThanks')}</div>` : null}
    ${view.stopped ? stoppedNotice(context) : null}
    ${progress.reader === 'follower' ? sharedLead(context, progress) : null}
    ${summary(context, progress)}
    ${shared(context, progress)}
    ${dossierOf(context, view.full)}
    ${view.full?.tasks.map((task) => taskForm(context, view, task))}
    ${messagesOf(context, view, progress)}
    <section class="card"><h2>${t('followProgress')}</h2>${timeline(context, progress.stages)}</section>
    ${papersOf(context, view.papers)}
    ${recordOf(context, view.record)}
    ${view.full === undefined ? unlock(context, view, progress) : details(context, view.full)}
    ${stopForm(context, progress)}
    <form class="actions" method="post" action="/follow/forget"><button class="btn" type="submit">${t(view.full === undefined ? 'followOther' : 'followLock')}</button></form>
  </div>`;
}

function summary(context: PageContext, progress: PublicProgress): Child {
  return html`<section class="card">
    <p class="code muted">${progress.registerNumber}</p>
    <h1>${progress.category.name[context.language]}</h1>
    ${summaryFacts(context, progress)}
  </section>`;
}

function summaryFacts(context: PageContext, progress: MainProgress): Child {
  const { t, language, timeZone } = context;
  const current =
    progress.stages.findLast((stage) => stage.status === 'current') ??
    progress.stages.findLast((stage) => stage.status === 'done');
  const { clock } = progress;
  const late = isLate(clock);
  return html`
    <p class="chips">${current === undefined ? null : chip('info', current.name[language])}${clock.state === 'none' ? null : chip(tone(late, clock.danger), clockWords(clock, language))}</p>
    <p class="muted">${[nameOf(context, progress.ward), progress.unit === null ? '' : t('followResponsible', { unit: nameOf(context, progress.unit) })].filter(Boolean).join(' · ')}</p>
    ${
      late && clock.workingMinutesLeft !== null
        ? html`<div class="notice late"><strong>${lateBy(context, clock.workingMinutesLeft)}</strong> ${t('followSorry')}</div>`
        : null
    }
    ${clock.dueAt === null ? null : html`<p>${t('followDue', { due: promise(clock.dueAt, language, timeZone) })}</p>`}
    ${moved(context, progress)}
    ${progress.outcome === null ? null : html`<p><strong>${t('followOutcome')}:</strong> ${progress.outcome[language]}</p>`}
    ${progress.resultSlug === null ? null : html`<p><a href="/results/${progress.resultSlug}">${t('followResult')}</a></p>`}`;
}

function lateBy({ t, language }: PageContext, minutesLeft: number): string {
  return minutesLeft < 0 ? t('followLate', { time: workingTime(minutesLeft, language) }) : t('followLateNow');
}

/** In plain words: what was promised first, and why it is another date now. Nothing where it has not moved. */
function moved({ t, language, timeZone }: PageContext, { promise: promised, clock }: MainProgress): Child {
  const { firstDueAt, moves } = promised;
  if (firstDueAt === null || moves.length === 0) return null;
  const lines = moves.map(({ kind, at, reason, dueAt }) => {
    const due = dueAt === null ? '' : promise(dueAt, language, timeZone);
    const what = t(moveWords[kind], { at: dateTime(at, timeZone), due });
    return html`<li>${reason === null ? what : t('followWhy', { what, reason: reason[language] })}</li>`;
  });
  if (clock.dueAt === null) return null;
  return html`<p>${t('followFirst', { due: promise(firstDueAt, language, timeZone) })}</p><ul>${lines}</ul>`;
}

const moveWords = {
  paused: 'followPaused',
  resumed: 'followResumed',
  extended: 'followExtended',
  renewed: 'followRenewed',
  moved: 'followMoved',
} as const;

/** Of a dossier: where it is, who answers questions, and what is waited for. */
function dossierOf({ t, language }: PageContext, full: FullProgress | undefined): Child {
  if (full === undefined || full.dossier === null) return null;
  const { desk, support, missing } = full.dossier;
  return html`<section class="card">
    <h2>${t('followDesks')}</h2>
    ${
      missing.length === 0
        ? null
        : html`<div class="notice"><strong>${t('followMissing')}</strong><ul>${missing.map(({ name }) => html`<li>${name[language]}</li>`)}</ul></div>`
    }
    <p>${t('followDesk', { unit: desk.name[language] })}</p>
    <p>${t('followSupport', { unit: support.name[language] })}</p>
  </section>`;
}

/** Papers of a dossier, as they were issued; each opens as a page to print. */
function papersOf({ language, timeZone }: PageContext, papers: readonly IssuedDocument[]): Child {
  if (papers.length === 0) return null;
  const t = translator(documentTexts, language);
  const items = papers.map(({ event, form, number, issuedAt }) => {
    const name = t(`form${form}`);
    return html`<li><a href="/follow/documents/${event}">${name}</a> <span class="muted">${t('issuedAs', { number, at: dateTime(issuedAt, timeZone) })}</span></li>`;
  });
  return html`<section class="card"><h2>${t('followPapers')}</h2><ul>${items}</ul></section>`;
}

/** A press, not a link: each download is counted and written down. */
function recordOf({ language, timeZone }: PageContext, record: OfferedRecord | undefined): Child {
  if (record === undefined) return null;
  const t = translator(ownRecordTexts, language);
  const until = t('until', { at: dateTime(record.expiresAt, timeZone), n: record.downloads });
  return html`<section class="card accent">
    <h2>${t('title')}</h2>
    <p>${t('ready')}</p>
    <p class="hint">${until} ${t('careful')}</p>
    <form class="actions" method="post" action="/follow/record"><button class="btn primary" type="submit">${t('fetch')}</button></form>
  </section>`;
}

function tone(late: boolean, danger: string): Tone {
  if (late) return 'late';
  return danger === 'soon' ? 'risk' : danger === 'ok' ? 'ok' : 'mute';
}

/** How the matter goes on that this report was merged with. */
function shared(context: PageContext, progress: PublicProgress): Child {
  const { main } = progress;
  if (main === null) return null;
  return html`<section class="card accent">${sharedLead(context, progress)}${summaryFacts(context, main)}${timeline(context, main.stages)}</section>`;
}

function unlock({ t }: PageContext, { code }: FollowView, { reader }: PublicProgress): Child {
  // Who only follows has no second factor, and there is nothing more to see.
  if (reader === 'follower') return null;
  return html`<form class="card form" method="post" action="/follow">
    <h2>${t('followUnlock')}</h2>
    <p>${t('followUnlockLead')}</p>
    <input type="hidden" name="code" value=${code} />
    ${secretField(t)}
    <p class="actions"><button class="btn" type="submit">${t('followUnlock')}</button></p>
  </form>`;
}

function details(context: PageContext, full: FullProgress): Child {
  const { t } = context;
  const reported = full.photos.filter((photo) => photo.kind === 'report');
  const evidence = full.photos.filter((photo) => photo.kind === 'evidence');
  return html`
    ${full.answer === null && evidence.length === 0 ? null : html`<section class="card"><h2>${t('followAnswer')}</h2>${paragraphs(full.answer ?? '')}${photoStrip(context, evidence)}</section>`}
    ${full.rejectionReason === null ? null : html`<section class="card"><h2>${t('followReason')}</h2>${paragraphs(full.rejectionReason)}</section>`}
    <section class="card">
      <h2>${t(full.dossier === null ? 'followReport' : 'followDossier')}</h2>
      ${paragraphs(full.text)}
      ${full.address === null ? null : html`<p><strong>${t('followAddress')}:</strong> ${full.address}</p>`}
      ${full.point === null ? null : html`<p><strong>${t('followPoint')}:</strong> ${full.point.lat}, ${full.point.lon}</p>`}
      ${photoStrip(context, reported)}
    </section>`;
}

function taskForm(context: PageContext, view: FollowView, task: CitizenTask): Child {
  const { t, language, timeZone } = context;
  const attempt: Attempt = view.attempt?.taskId === task.taskId ? view.attempt : firstAttempt;
  const action = '/follow/answer';
  const plain = plainForm(context, task.form, attempt, { action, bytesMax: 10 * 1024 * 1024 });
  return html`<form class="card form accent" method="post" action=${action} enctype="multipart/form-data" novalidate>
    <h2>${t('followTask')}: ${task.name[language]}</h2>
    ${task.dueAt === null ? null : html`<p class="hint">${t('followTaskDue', { due: dateTime(task.dueAt, timeZone) })}</p>`}
    <button type="submit" hidden>${t('sendAnswer')}</button>
    ${errorSummary(plain)}
    <input type="hidden" name="taskId" value=${task.taskId} /><input type="hidden" name="submissionKey" value=${view.submissionKey} />
    ${plainFields(plain)}
    <p class="actions"><button class="btn primary" type="submit">${t('sendAnswer')}</button></p>
  </form>`;
}

/** People type the number from a letter; it is no secret, so it opens nothing. */
export function isRegisterNumber(typed: string): boolean {
  return /^[A-Z]{1,4}-\d{6}-\d+$/i.test(typed.trim());
}

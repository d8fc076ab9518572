/** Puts the application together: every verb of `runtime/application` is one file in this room. */

import { bundleDesk, bundles } from '../administration/bundles/bundles.ts';
import { categories } from '../administration/categories/categories.ts';
import { channelBook } from '../administration/channels/channel-book.ts';
import { type Channels, createLiveChannels } from '../administration/channels/live-channels.ts';
import { cityHistory } from '../administration/city/history.ts';
import { organisation } from '../administration/city/organisation.ts';
import { createCityBook, keepRevision } from '../administration/city-book.ts';
import { procedureBook } from '../administration/dossiers/procedures.ts';
import { duplicateRules } from '../administration/duplicates/duplicate-rules.ts';
import { handlingBook } from '../administration/handling/handling.ts';
import { imports } from '../administration/imports/imports.ts';
import { installations } from '../administration/installation/state.ts';
import { people } from '../administration/people/people.ts';
import { reorganisations } from '../administration/reorganise/reorganisations.ts';
import { retentionBook } from '../administration/retention/retention-book.ts';
import { routing } from '../administration/routing/routing.ts';
import { serviceCallers } from '../administration/service-accounts/caller.ts';
import { serviceAccounts } from '../administration/service-accounts/service-accounts.ts';
import { signInBook } from '../administration/sign-in/book.ts';
import { confirmOnMachine } from '../administration/sign-in/second-person.ts';
import type { Accounts } from '../application/accounts.ts';
import type { Application } from '../application/index.ts';
import type { Reports } from '../application/reports.ts';
import type { Tasks } from '../application/tasks.ts';
import { archiveDesk } from '../archive/desk.ts';
import { createSealer, type Sealer } from '../audit/sealer.ts';
import { dutiesOf } from '../duties/duties-of.ts';
import { isHeld } from '../duties/held.ts';
import { eraseRecordJob, erasureStateJob } from '../erasure/erase-job.ts';
import { exportRecordJob } from '../erasure/export-job.ts';
import { ownRecords } from '../erasure/own-records.ts';
import { createKernel } from '../kernel/create-kernel.ts';
import { cityEnvironment } from '../kernel/environment.ts';
import { programsOf } from '../kernel/load-programs.ts';
import type { KernelFault } from '../kernel/options.ts';
import { createScriptWork, type ScriptWork } from '../kernel/scripts.ts';
import { createDispatcher } from '../notices/dispatcher.ts';
import type { NoticeRow } from '../ports/case-rows.ts';
import type { NoticeChannel } from '../ports/channels.ts';
import { createAccount } from './accounts/create-account.ts';
import { ownAccounts } from './accounts/own-account.ts';
import { passkeyChallenge, signInByPasskey } from './accounts/passkey-sign-in.ts';
import { fromProvider, linkByCode, toProvider } from './accounts/provider-sign-in.ts';
import { enterCode, half } from './accounts/second-step.ts';
import { session, signOut } from './accounts/session.ts';
import { signIn } from './accounts/sign-in.ts';
import type { ApplicationDeps, Wardflow } from './application.ts';
import { assigner } from './assignment/choose.ts';
import { assign, candidates } from './assignment/give.ts';
import { load, mayGive } from './assignment/load.ts';
import { responsibilities } from './assignment/responsibilities.ts';
import { transfer, transferPlaces } from './assignment/transfer.ts';
import { citizens } from './citizens/citizens.ts';
import { confidentiality } from './confidentiality/confidentiality.ts';
import type { Context } from './context.ts';
import { calendars } from './deadlines/calendars.ts';
import { deadlines } from './deadlines/deadlines.ts';
import { documents } from './documents/documents.ts';
import { dossiers } from './dossiers/dossiers.ts';
import { evidenceJob } from './dossiers/evidence-job.ts';
import { duplicates } from './duplicates/duplicates.ts';
import { mergeJob } from './duplicates/merge-job.ts';
import { type Bell, createBell } from './external/bell.ts';
import { externalJobs } from './external/jobs.ts';
import { externalMessages } from './external/messages.ts';
import { createWorkerToken, revokeWorkerToken, viewOf as tokenView, workerTokens } from './external/tokens.ts';
import { originals } from './files/originals.ts';
import { files } from './files/read.ts';
import { verifyOriginals } from './files/verify-originals.ts';
import { history } from './history/history.ts';
import { draftTrials } from './history/try-draft.ts';
import { createIds } from './ids.ts';
import { createLibrary } from './library.ts';
import { keepInMailbox, mailbox } from './mailbox/mailbox.ts';
import { createRecipientLimits } from './notices/recipient-limits.ts';
import { renderOutgoing } from './notices/render.ts';
import { noticeReport } from './notices/report.ts';
import { createBatchWork } from './operations/batches/run.ts';
import { createOnwardCheck } from './operations/onward.ts';
import { operations } from './operations/operations.ts';
import { consentJob, consentJobType } from './parts/keep.ts';
import { parts } from './parts/parts.ts';
import { publications } from './publications/publications.ts';
import { createRateLimit } from './rate-limit.ts';
import { relay } from './relay/relay.ts';
import { answer } from './reports/answer.ts';
import { follow, followFull } from './reports/follow.ts';
import { intake } from './reports/intake.ts';
import { offered } from './reports/open-services.ts';
import { places } from './reports/places.ts';
import { preview } from './reports/preview.ts';
import { submit } from './reports/submit.ts';
import { suggest } from './reports/suggest.ts';
import { get, withdrawn } from './results/get.ts';
import { list } from './results/list.ts';
import { reveals } from './reveals/reveals.ts';
import { seedDemo } from './seed/seed-demo.ts';
import { installCity } from './seed/store-pack.ts';
import { reviews } from './services/review/reviews.ts';
import { draftSaves } from './services/saves/saves.ts';
import { services } from './services/services.ts';
import { versions } from './services/versions/versions.ts';
import { handBackJob } from './steps/hand-over.ts';
import { caseListener } from './steps/listener.ts';
import { noticeJob } from './steps/notice-job.ts';
import { publishJob } from './steps/publish-job.ts';
import { superiorJob } from './steps/superior-job.ts';
import { claim, release } from './tasks/claim.ts';
import { complete } from './tasks/complete.ts';
import { noticePreview } from './tasks/notice-preview.ts';
import { recall, recallable } from './tasks/recall.ts';
import { recent } from './tasks/recent.ts';
import { sendBack } from './tasks/send-back.ts';
import { task } from './tasks/task.ts';
import { waysBack } from './tasks/ways-back.ts';
import { worklist } from './tasks/worklist.ts';
import { createVault } from './vault.ts';
import { within } from './within.ts';

export function createApplication(deps: ApplicationDeps): Wardflow {
  const context = createContext(deps);
  const { kernel, store, cities } = context;
  const dispatcher = createDispatcher({
    store,
    channels: channelsOf(context),
    render: (tx, notice, now) => renderOutgoing(context, tx, notice, now),
    onFault: (error, notice) => deps.onFault?.({ ...placeOf(notice), error }),
    onDone: (notice) => deps.onDone?.(placeOf(notice)),
    limits: createRecipientLimits(deps.secrets),
    newToken: () => Buffer.from(context.random(16)).toString('hex'),
  });
  const scripts = scriptWorkOf(context);
  const onward = createOnwardCheck();
  const batches = createBatchWork(context, onward);
  const bell = bellOf(context);
  return {
    application: applicationOf(context, { operations: operations(context, onward, batches.ring), bell }),
    kernel,
    notices: dispatcher,
    bell,
    createWorkerToken: (token) => store.transaction((tx) => createWorkerToken(context, tx, token, commandLine)),
    workerTokens: () => store.transaction(async (tx) => (await tx.engine.workerTokens.all()).map(tokenView)),
    revokeWorkerToken: (id) => store.transaction((tx) => revokeWorkerToken(context, tx, id, commandLine)),
    confirmChange: (id) => store.transaction((tx) => confirmOnMachine(context, tx, id, commandLine)),
    sealer: sealerOf(context),
    archive: archiveDesk(context),
    bundles: bundleDesk(context, commandLine),
    rateLimit: createRateLimit(store, deps.secrets, deps.clock),
    city: () => cities.last?.city,
    loadCity: cityLoader(context),
    async runDue(now) {
      if (await isHeld(store)) return 0;
      const done = await kernel.runDue(now, batchesAtOnce);
      if (done > 0) bell.ring();
      // A provider that hangs or a slow script must not hold up timers: they go on beside the next rounds.
      const besides = [dispatcher.runDue(now), batches.runDue(now), ...(scripts === null ? [] : [scripts.runDue(now)])];
      const counts = await Promise.all(besides.map((work) => within(work, dispatchWaitMs)));
      return counts.reduce<number>((sum, count) => sum + (count ?? 0), done);
    },
    duties: dutiesOf(context),
    createAccount: (account) => createAccount(context, account),
    installCity: installCity(context),
    seedDemo: (pack) => seedDemo(context, pack),
    tryDraft: (service, after) => store.transaction((tx) => draftTrials(context, tx, service, after)),
    verifyOriginals: () => verifyOriginals(context),
    noticeReport: (noticeId, report) => noticeReport(context, noticeId, report),
  };
}

/** Reads the city in force; what its deadlines are computed from is kept once it is known to be committed. */
function cityLoader({ store, cities, clock, channels }: Context): Wardflow['loadCity'] {
  let kept = '';
  return async () => {
    const found = await store.transaction(async (tx) => {
      await channels.refresh(tx);
      if ((await tx.cases.reference.stamp()).startsWith('0.')) return undefined;
      const inForce = await cities.current(tx);
      if (inForce.stamp !== kept) await keepRevision(tx, clock());
      return inForce;
    });
    if (found !== undefined) kept = found.stamp;
    return found?.city;
  };
}

function placeOf({ id: jobId, requestId }: NoticeRow): Omit<KernelFault, 'error'> {
  return { jobId, instanceId: '', element: 'notice', ...(requestId !== null && { requestId }) };
}

function sealerOf({ store, newId, clock, headPlaces = [], onFault }: Context): Sealer {
  return createSealer({
    store,
    owner: newId(clock()),
    places: headPlaces,
    onFault: (error, place) => onFault?.({ jobId: place, instanceId: '', element: 'audit-head', error }),
  });
}

/** Whoever uses the command line is the operator. */
const commandLine = 'command-line';

function bellOf({ kernel, clock, onFault }: Context): Bell {
  return createBell({
    waiting: (topics) => kernel.jobs.waiting(topics, clock()),
    onFault: (error) => onFault?.({ jobId: '', instanceId: '', element: 'external jobs', error }),
  });
}

function scriptWorkOf({ scripts: runner, kernel, clock, newId }: Context): ScriptWork | null {
  if (runner === undefined) return null;
  return createScriptWork({ jobs: kernel.jobs, runner, clock, worker: `scripts ${newId(clock())}` });
}

const dispatchWaitMs = 2_000;
/** A flood of jobs holds up neither the outbox nor the word that the worker lives. */
const batchesAtOnce = 10;

function createContext(deps: ApplicationDeps): Context {
  const newId = createIds(deps.random);
  const vault = createVault(deps.secrets, deps.random, newId);
  const cities = createCityBook();
  const library = createLibrary();
  const own = { newId, vault, cities, library };
  const kernel = createKernel({
    store: deps.store,
    environment: cityEnvironment(cities),
    loadPrograms: programsOf,
    builtIns: {
      notice: noticeJob({ ...own, publicUrl: deps.config.publicUrl }),
      publish: publishJob(own),
      handBack: handBackJob(own),
      superior: superiorJob(own),
      [consentJobType]: consentJob(own),
      merge: mergeJob({ ...own, secrets: deps.secrets }),
      eraseRecord: eraseRecordJob({ ...own, secrets: deps.secrets, clock: deps.clock }),
      exportRecord: exportRecordJob({ ...own, secrets: deps.secrets, clock: deps.clock }),
      erasureState: erasureStateJob(),
      evidence: evidenceJob({ ...own, config: deps.config }),
    },
    listeners: [caseListener(own)],
    assign: assigner(own),
    newId,
    ...(deps.onFault && { onFault: deps.onFault }),
    ...(deps.onDone && { onDone: deps.onDone }),
    ...(deps.crew && { crew: deps.crew }),
  });
  const channels = createLiveChannels(deps.channels, deps.channelMaker, deps.secrets);
  return { ...deps, ...own, kernel, channels };
}

function applicationOf(
  context: Context,
  { operations, bell }: Pick<Application, 'operations'> & { readonly bell: Bell },
): Application {
  return {
    reports: reportsOf(context),
    results: { list: list(context), get: get(context), withdrawn: withdrawn(context) },
    publications: publications(context),
    duplicates: duplicates(context),
    tasks: tasksOf(context),
    assignments: {
      candidates: candidates(context),
      assign: assign(context),
      transferPlaces: transferPlaces(context),
      transfer: transfer(context),
      mayGive: mayGive(context),
      load: load(context),
      ...responsibilities(context),
    },
    parts: parts(context),
    relay: relay(context),
    reveals: reveals(context),
    confidentiality: confidentiality(context),
    dossiers: dossiers(context),
    services: services(context),
    versions: versions(context),
    reviews: reviews(context),
    draftSaves: draftSaves(context),
    history: history(context),
    deadlines: deadlines(context),
    documents: documents(context),
    calendars: calendars(context),
    files: files(context),
    originals: originals(context),
    ...whoComesIn(context),
    mailbox: mailbox(context),
    operations,
    organisation: organisation(context),
    people: people(context),
    imports: imports(context),
    routing: routing(context),
    reorganisations: reorganisations(context),
    categories: categories(context),
    handling: handlingBook(context),
    retention: retentionBook(context),
    ownRecords: ownRecords(context),
    procedures: procedureBook(context),
    cityHistory: cityHistory(context),
    duplicateRules: duplicateRules(context),
    installation: installations(context),
    bundles: bundles(context),
    external: { ...workerTokens(context), ...externalJobs(context, bell), ...externalMessages(context) },
  };
}

function whoComesIn(
  context: Context,
): Pick<Application, 'accounts' | 'ownAccounts' | 'citizens' | 'signInBook' | 'serviceAccounts' | 'channelBook'> {
  return {
    accounts: accountsOf(context),
    ownAccounts: ownAccounts(context),
    citizens: citizens(context),
    signInBook: signInBook(context),
    serviceAccounts: { ...serviceAccounts(context), ...serviceCallers(context) },
    channelBook: channelBook(context),
  };
}

function tasksOf(context: Context): Tasks {
  return {
    worklist: worklist(context),
    task: task(context),
    claim: claim(context),
    release: release(context),
    complete: complete(context),
    waysBack: waysBack(context),
    sendBack: sendBack(context),
    recent: recent(context),
    recallable: recallable(context),
    recall: recall(context),
    noticePreview: noticePreview(context),
  };
}

function reportsOf(context: Context): Reports {
  return {
    intake: intake(context),
    offered: offered(context),
    preview: preview(context),
    places: places(context),
    suggest: suggest(context),
    submit: submit(context),
    follow: follow(context),
    followFull: followFull(context),
    answer: answer(context),
  };
}

function accountsOf(context: Context): Accounts {
  return {
    signIn: signIn(context),
    half: half(context),
    enterCode: enterCode(context),
    passkeyChallenge: passkeyChallenge(context),
    signInByPasskey: signInByPasskey(context),
    providers: context.signIn.providers.list,
    toProvider: toProvider(context),
    fromProvider: fromProvider(context),
    linkByCode: linkByCode(context),
    signOut: signOut(context),
    session: session(context),
  };
}

/** A channel that is not set goes to the in-product mailbox in the demo; elsewhere its notices wait until it is set. */
function channelsOf(context: Context): Channels {
  const { channels, config, mailboxChannel } = context;
  const own = (name: NoticeChannel['name']) =>
    mailboxChannel(name, { keep: (channel, message) => keepInMailbox(context, channel, message) });
  const kept = config.demo ? { email: own('email'), sms: own('sms') } : {};
  // Asked at every round: the city may have set one meanwhile.
  return {
    get email() {
      return channels.email ?? kept.email;
    },
    get sms() {
      return channels.sms ?? kept.sms;
    },
  };
}

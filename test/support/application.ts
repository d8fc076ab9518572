/** The whole application over a real database, real access rules and real images, with a clock that a test moves. */
import { argon2Sync, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after } from 'node:test';
import sharp from 'sharp';
import { mailboxChannel } from '#connectors/mailbox/connector.ts';
import { standsFor } from '#engine/cases/organisation/conflict.ts';
import type { SessionActor } from '#engine/runtime/application/accounts.ts';
import type { StagedFile } from '#engine/runtime/application/common.ts';
import type { Receipt } from '#engine/runtime/application/reports.ts';
import type { Scanner } from '#engine/runtime/ports/files.ts';
import type { ApplicationDeps, DemoPack, Wardflow } from '#engine/runtime/use-cases/application.ts';
import { createApplication } from '#engine/runtime/use-cases/create-application.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { createAccess } from '#portal/access/ability.ts';
import { diskBlobs } from '#portal/files/disk-blobs.ts';
import { createImageStore } from '#portal/files/image-store.ts';
import { signInBy } from '#portal/sign-in/sign-in.ts';
import type { OpenDatabase } from './databases.ts';

export const demoPassword = 'mot mat khau chi de thu';

export interface TestApplication {
  readonly wardflow: Wardflow;
  readonly deps: ApplicationDeps;
  readonly folder: string;
  readonly now: () => number;
  /** Moves the clock and does what falls due. @param until an instant with its offset */
  advanceTo(until: string): Promise<void>;
  /** Signs a demo account in. */
  as(username: string): Promise<SessionActor>;
  /** A photo as the multipart parser leaves it. */
  photo(field: string, originalName?: string): Promise<StagedFile>;
  remove(): void;
}

/** @param change what a test wants different */
export async function openApplication(
  store: OpenStore,
  change: Partial<
    Pick<
      ApplicationDeps,
      'channels' | 'channelMaker' | 'onFault' | 'secrets' | 'scripts' | 'headPlaces' | 'lastBackup' | 'registerCopy'
    >
  > & {
    readonly samples?: boolean;
    /** Services beside that of reports. */
    readonly services?: readonly string[];
    /** What is installed, changed from how it ships. */
    readonly pack?: (shipped: DemoPack) => DemoPack;
    readonly now?: string;
    /** The data folder, where it is there already. */
    readonly folder?: string;
    readonly scanner?: Scanner;
  } = {},
): Promise<TestApplication> {
  const folder = change.folder ?? mkdtempSync(join(tmpdir(), 'wardflow-application-'));
  let now = Date.parse(change.now ?? '2026-11-20T08:00:00+07:00');
  const deps: ApplicationDeps = {
    store,
    access: createAccess(() => {
      const city = wardflow.city();
      return {
        rules: city?.access ?? [],
        wardOf: (unit) => city?.units.get(unit)?.ward ?? undefined,
        standsFor: (unit) => (city === undefined ? [unit] : standsFor(city.units, unit)),
      };
    }),
    files: createImageStore(diskBlobs(folder), change.scanner),
    secrets: change.secrets ?? { masterKey: randomBytes(32), hmacKey: randomBytes(32) },
    random: (bytes) => randomBytes(bytes),
    clock: () => now,
    channels: change.channels ?? {},
    ...(change.channelMaker && { channelMaker: change.channelMaker }),
    mailboxChannel,
    signIn: signInBy('https://tuongtac.lamhai.example', []),
    config: {
      intakeService: 'citizen-feedback',
      publicUrl: 'https://tuongtac.lamhai.example',
      demo: true,
      photosMax: 5,
      photoBytesMax: 10_000_000,
    },
    shipped: async () => demoPack(false, change.services).services,
    ...(change.headPlaces && { headPlaces: change.headPlaces }),
    ...(change.registerCopy && { registerCopy: change.registerCopy }),
    ...(change.lastBackup && { lastBackup: change.lastBackup }),
    ...(change.onFault && { onFault: change.onFault }),
    ...(change.scripts && { scripts: change.scripts }),
  };
  const wardflow: Wardflow = createApplication(deps);
  const shipped = demoPack(change.samples === true, change.services);
  await wardflow.seedDemo(change.pack?.(shipped) ?? shipped);
  const quickly = await signingInQuickly(store);
  return {
    wardflow,
    deps,
    folder,
    now: () => now,
    async advanceTo(until) {
      now = Date.parse(until);
      while ((await wardflow.kernel.runDue(now)) + (await wardflow.notices.runDue(now)) > 0);
    },
    async as(username) {
      await quickly(username);
      const signedIn = await wardflow.application.accounts.signIn({ username, password: demoPassword }, '127.0.0.1');
      if (signedIn?.actor === undefined) throw new Error(`${username} cannot sign in`);
      return signedIn.actor;
    },
    async photo(field, originalName = 'anh.png') {
      const path = join(folder, `${randomBytes(4).toString('hex')}.png`);
      await sharp({ create: { width: 640, height: 480, channels: 3, background: '#808080' } })
        .png()
        .toFile(path);
      return { field, originalName, path, bytes: readFileSync(path).length };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Argon2id of the demo's password at its lowest cost: hashing it as in earnest was a fifth of all that the tests did. */
const cheapSalt = Buffer.alloc(16, 1);
const cheap = argon2Sync('argon2id', {
  ...{ message: demoPassword, nonce: cheapSalt, memory: 8, passes: 1, parallelism: 1, tagLength: 32 },
});
const plain = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
const cheapHash = `$argon2id$v=19$m=8,t=1,p=1$${plain(cheapSalt)}$${plain(cheap)}`;

/** @returns what gives an account a cheap hash of the same password, once, and not where the test gave it another one */
async function signingInQuickly(store: OpenStore): Promise<(username: string) => Promise<void>> {
  const seeded = await store.transaction(async (tx) => (await tx.cases.accounts.byUsername('quantri'))?.passwordHash);
  return async (username) => {
    await store.transaction(async (tx) => {
      const account = await tx.cases.accounts.byUsername(username);
      if (account === undefined || account.passwordHash !== seeded) return;
      await tx.cases.accounts.setPassword(account.id, cheapHash);
    });
  };
}

/** A report of a broken manhole at the market of Lam Đông, by nobody in particular. */
export const manhole = {
  category: 'HT-TN',
  description: 'Nắp hố ga trước cổng chợ bị vỡ.',
  location: { lon: 108.16374, lat: 10.98027 },
  address: 'Cổng chính chợ Lam Đông',
} as const;

/**
 * For the tests of one database: what opens an application on a new one, and clears it away when they are over.
 * @param open as {@link forEachDatabase} hands it out
 */
export function applicationsOf(
  open: OpenDatabase,
): (
  change?: Parameters<typeof openApplication>[1],
) => Promise<{ readonly test: TestApplication; readonly store: OpenStore }> {
  const opened: TestApplication[] = [];
  after(() => {
    for (const application of opened) application.remove();
  });
  return async (change) => {
    const { store } = await open();
    const test = await openApplication(store, change);
    opened.push(test);
    return { test, store };
  };
}

/** Submits a report on the web without photos. */
export function submitReport(test: TestApplication, values: object, submissionKey = 'k1'): Promise<Receipt> {
  const sent = { submissionKey, language: 'vi', channel: 'web', files: [] } as const;
  return test.wardflow.application.reports.submit({ ...sent, values: { ...values } });
}

/** Completes, one after the other, the first task that each official finds in the unit's list. */
export async function completeInTurn(
  { wardflow, as }: TestApplication,
  acts: readonly (readonly [username: string, values: object])[],
): Promise<void> {
  const { tasks } = wardflow.application;
  for (const [username, values] of acts) {
    const actor = await as(username);
    const taskId = (await tasks.worklist(actor, { view: 'unit' })).items[0]?.taskId ?? '';
    await tasks.complete(actor, taskId, { values: { ...values }, files: [], submissionKey: username });
  }
}

/** The second person lets out what was prepared for the public. */
export async function confirmPublication({ wardflow, as }: TestApplication, username = 'dieuphoi'): Promise<void> {
  const { tasks } = wardflow.application;
  const actor = await as(username);
  const { items } = await tasks.worklist(actor, { view: 'unit' });
  for (const { taskId } of items.filter(({ element }) => element === 'confirm')) {
    const submissionKey = `confirm ${taskId}`;
    await tasks.complete(actor, taskId, { values: { outcome: 'approve' }, files: [], submissionKey });
  }
}

/** Somebody looks at all photos of a case and finds nothing to cover. */
export async function coverPhotos({ wardflow, as }: TestApplication, caseId: string): Promise<void> {
  const { publications } = wardflow.application;
  const actor = await as('congkhai');
  for (const { source } of (await publications.ofCase(actor, caseId)).photos) {
    await publications.cover(actor, caseId, source.id, { boxes: [], before: null });
  }
}

/** The demo as it ships. @param samples with its lively cases @param more services beside that of reports */
export function demoPack(samples: boolean, more: readonly string[] = []): DemoPack {
  const city = { ...texts('workflows/demo-city') };
  if (!samples) delete city['feedback-samples.json'];
  const services = ['citizen-feedback', ...more].map((key) => [key, texts(`workflows/${key}`)] as const);
  return { city, services: Object.fromEntries(services), password: demoPassword };
}

function texts(folder: string): Record<string, string> {
  const root = new URL(`../../${folder}/`, import.meta.url).pathname;
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.endsWith('.ts'))
      .map((path) => [relative(root, path), readFileSync(path, 'utf8')]),
  );
}

/** What people do on the screens, by the words they see. Every screen that is passed is looked at for faults. */
import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { demoPassword } from '#portal/demo-pack.ts';
import { type Complaints, seriousFindings, watchComplaints } from './browser.ts';

/** Generous: a test must wait for what happens, never for the clock, on a machine that may be busy. */
export const patienceMs = 25_000;

export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Nothing in the console, no violation of the content security policy, nothing serious for axe-core. */
  look(screen: string): Promise<void>;
  leave(): Promise<void>;
}

export const phone = { width: 360, height: 740 } as const;
export const desk = { width: 1280, height: 900 } as const;

/** @param options of the browser's context, e.g. `javaScriptEnabled` */
export async function personAt(
  browser: Browser,
  url: string,
  viewport: { readonly width: number; readonly height: number },
  options: { readonly javaScriptEnabled?: boolean } = {},
): Promise<Person> {
  const context = await browser.newContext({
    baseURL: url,
    viewport,
    locale: 'vi-VN',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const complaints = watchComplaints(page);
  return {
    page,
    context,
    look: (screen) => look(page, complaints, screen),
    leave: () => context.close(),
  };
}

/** Signs in on the page and waits for the worklist. */
export async function signInOnPage(person: Person, username: string): Promise<void> {
  await signInAt(person, '/sign-in', username);
  await person.page.getByRole('heading', { level: 1, name: 'Của đơn vị' }).waitFor();
}

/** Opens a page that asks who is there, and says so; what comes next is for the caller to wait for. */
export async function signInAt({ page }: Pick<Person, 'page'>, path: string, username: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu').fill(demoPassword);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
}

/** Nothing is wider than the page. */
export async function assertFits({ page }: Person, screen: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${screen} is ${wide} px too wide`);
}

/** Searches the number in the unit's list, opens the task and claims it. */
export async function openAndClaim({ page }: Person, registerNumber: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Tìm việc' }).fill(registerNumber);
  const rows = page.locator('li.row');
  await rows.filter({ hasText: registerNumber }).getByRole('link').click();
  await page.getByText(registerNumber).first().waitFor();
  await page.getByRole('button', { name: 'Nhận việc' }).click();
  await page.getByRole('button', { name: 'Bỏ nhận việc' }).waitFor();
}

/** Sends the form and waits until it is gone. */
export async function completeTask({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Hoàn thành' }).click();
  // The word about the step before may still stand there.
  await page.getByText('Đã hoàn thành bước').last().waitFor();
  await page.getByRole('heading', { level: 1, name: 'Việc của tôi' }).waitFor();
}

async function look(page: Page, complaints: Complaints, screen: string): Promise<void> {
  assert.deepEqual(await seriousFindings(page), [], `axe-core on ${screen}`);
  assert.deepEqual(complaints.all, [], `complaints on ${screen}`);
}

/**
 * The frame of every citizens' page. A *page* is a pure function from data to nodes; `render` makes the document. Pages
 * work without any script; scripts that are built are linked as modules and only add comfort.
 */
import { renderToString } from 'preact-render-to-string';
import type { City } from '#engine/cases/city/city.ts';
import type { Language } from '#engine/runtime/application/common.ts';
import { type Child, html } from '#forms/plain/html.ts';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type CitizenTextKey, citizenTexts } from '#portal/kit/texts/citizen.ts';
import { mineTexts } from '#portal/kit/texts/mine.ts';
import { stylesheet } from './styles.ts';

export interface PageContext {
  readonly language: Language;
  readonly t: Translate<CitizenTextKey>;
  readonly timeZone: string;
  readonly cityName: string;
  readonly hotline: string;
  readonly demo: boolean;
  /** Path with query of this page, for the language switch; never with a code in it. */
  readonly path: string;
  readonly signedIn: boolean;
  /** Scripts of the page, as far as they are built. */
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

export interface Page {
  readonly title: string;
  readonly body: Child;
  readonly description?: string;
  /** Which entry of the menu is this page. */
  readonly current?: 'report' | 'follow' | 'mine' | 'results';
  readonly robots?: 'noindex';
}

export function pageContext(
  reader: { readonly language: Language; readonly path: string; readonly signedIn: boolean; readonly demo: boolean },
  city: City | undefined,
  bundles: readonly { readonly script: string; readonly styles: readonly string[] }[] = [],
): PageContext {
  const { language } = reader;
  return {
    ...reader,
    t: translator(citizenTexts, language),
    timeZone: city?.province.timeZone ?? 'UTC',
    cityName: city?.province.name[language] ?? translator(citizenTexts, language)('product'),
    hotline: city?.province.hotline ?? '',
    scripts: bundles.map((bundle) => bundle.script),
    styles: bundles.flatMap((bundle) => bundle.styles),
  };
}

/** @returns the whole document */
export function render(context: PageContext, page: Page): string {
  const { t, language, cityName } = context;
  const title = `${page.title} – ${cityName}`;
  const document = html`<html lang=${language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${title}</title>
      ${page.description === undefined ? null : html`<meta name="description" content=${page.description} /><meta property="og:title" content=${title} /><meta property="og:description" content=${page.description} />`}
      ${page.robots === undefined ? null : html`<meta name="robots" content=${page.robots} />`}
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href=${stylesheet().path} />
      ${context.styles.map((path) => html`<link rel="stylesheet" href=${path} />`)}
      ${context.scripts.map((path) => html`<script type="module" src=${path}></script>`)}
    </head>
    <body>
      <a class="skip" href="#main">${t('skip')}</a>
      ${header(context, page)}
      <main id="main" tabindex="-1">${page.body}</main>
      ${footer(context)}
    </body>
  </html>`;
  return `<!doctype html>${renderToString(document)}`;
}

/** A part of a page by itself, for a script that puts it in. */
export function renderPart(part: Child): string {
  return renderToString(html`<div>${part}</div>`);
}

function header({ t, cityName, path, language }: PageContext, { current }: Page): Child {
  const entry = (name: NonNullable<Page['current']>, words: string) =>
    html`<li><a href="/${name}" aria-current=${current === name ? 'page' : undefined}>${words}</a></li>`;
  const other = language === 'vi' ? 'en' : 'vi';
  const separator = path.includes('?') ? '&' : '?';
  return html`<header class="top">
    <div class="wide bar">
      <a class="brand" href="/"><img src="/logo.svg" alt="" width="36" height="36" /><span><strong>${cityName}</strong><small>${t('service')}</small></span></a>
      <a class="language" href="${path}${separator}lang=${other}" lang=${other} hreflang=${other}>${t('switchLanguage')}</a>
      <nav aria-label=${t('menu')}><ul>${entry('report', t('navReport'))}${entry('follow', t('navFollow'))}${entry('mine', translator(mineTexts, language)('navMine'))}${entry('results', t('navResults'))}</ul></nav>
    </div>
  </header>`;
}

function footer({ t, hotline, demo, signedIn }: PageContext): Child {
  return html`<footer class="bottom">
    <div class="wide">
      <ul>
        ${hotline === '' ? null : html`<li><a href="tel:${hotline}">${t('footerHotline', { hotline })}</a></li>`}
        <li><a href=${signedIn ? '/office' : '/sign-in'}>${t('footerOfficials')}</a></li>
        ${demo ? html`<li><a href="/mailbox">${t('footerMailbox')}</a></li>` : null}
      </ul>
      ${demo ? html`<p>${t('footerDemo')}</p>` : null}
    </div>
  </footer>`;
}

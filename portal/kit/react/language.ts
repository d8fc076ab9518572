import type { Language } from '#engine/runtime/application/common.ts';

/** The reader's language: the cookie `lang` that citizens' pages set too; Vietnamese where there is none. */
export function readLanguage(): Language {
  return /(?:^|; )lang=en(?:;|$)/.test(document.cookie) ? 'en' : 'vi';
}

/** Remembers the language and loads the page again in it; what was typed is kept by the pages themselves. */
export function switchLanguage(language: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser an office has
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}

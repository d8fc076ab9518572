import type { Language } from '#engine/runtime/application/common.ts';
import { type Translate, translator } from '#portal/kit/text.ts';
import { islandTexts } from '#portal/kit/texts/islands.ts';

export const language: Language = document.documentElement.lang === 'en' ? 'en' : 'vi';
export const t: Translate<keyof (typeof islandTexts)['vi'] & string> = translator(islandTexts, language);

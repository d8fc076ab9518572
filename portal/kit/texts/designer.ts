/** The texts of the designer, a file for each subject; no key stands in two of them. */
import type { Catalogue } from '../text.ts';
import { designerDecisionTexts as decision } from './designer/decision.ts';
import { designerDraftTexts as draft } from './designer/draft.ts';
import { designerDrawingTexts as drawing } from './designer/drawing.ts';
import { designerFiguresTexts as figures } from './designer/figures.ts';
import { designerFormTexts as form } from './designer/form.ts';
import { designerFrameTexts as frame } from './designer/frame.ts';
import { designerHomeTexts as home } from './designer/home.ts';
import { designerImportTexts as imports } from './designer/import.ts';
import { designerMessagesTexts as messages } from './designer/messages.ts';
import { designerProcessTexts as process } from './designer/process.ts';
import { designerReviewTexts as review } from './designer/review.ts';
import { designerTrialTexts as trial } from './designer/trial.ts';
import { designerVersionsTexts as versions } from './designer/versions.ts';

export const designerParts = [
  frame,
  home,
  draft,
  process,
  drawing,
  form,
  decision,
  messages,
  imports,
  figures,
  trial,
  versions,
  review,
] as const;

type Part = (typeof designerParts)[number];
/** Every key of every part. */
export type DesignerTextKey = Part extends infer P ? (P extends Catalogue<infer K> ? K : never) : never;

export const designerTexts: Catalogue<DesignerTextKey> = {
  vi: {
    ...frame.vi,
    ...home.vi,
    ...draft.vi,
    ...process.vi,
    ...drawing.vi,
    ...form.vi,
    ...decision.vi,
    ...messages.vi,
    ...imports.vi,
    ...figures.vi,
    ...trial.vi,
    ...versions.vi,
    ...review.vi,
  },
  en: {
    ...frame.en,
    ...home.en,
    ...draft.en,
    ...process.en,
    ...drawing.en,
    ...form.en,
    ...decision.en,
    ...messages.en,
    ...imports.en,
    ...figures.en,
    ...trial.en,
    ...versions.en,
    ...review.en,
  },
};

/** What both single-page applications stand in: Mantine with our tokens and the page's style nonce, queries, notices. */
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '../fonts.css';
import '../tokens.css';
import './app.css';
import './table.css';
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  MantineProvider,
  type VariantColorsResolver,
} from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { Language } from '#engine/runtime/application/common.ts';
import { translator } from '../text.ts';
import { sharedTexts } from '../texts/shared.ts';
import { ApiError } from './api-client.ts';

const green: MantineColorsTuple = [
  '#e3f3ec',
  '#c9e8db',
  '#9fd6bf',
  '#71c3a1',
  '#49b387',
  '#2b9f72',
  '#148560',
  '#0b6e4f',
  '#095a41',
  '#064532',
];

/** Ink on a filled ground. Mantine chooses it by the light scheme alone; our tokens turn round in the dark. */
const inkOnFilled: VariantColorsResolver = (input) => {
  const usual = defaultVariantColorsResolver(input);
  // One shade of a colour (`red.9`) is the same in the dark, and so is what stands on it.
  if (input.variant !== 'filled' || input.color?.includes('.') === true) return usual;
  return { ...usual, color: input.color === 'red' ? 'var(--paper)' : 'var(--accent-ink)' };
};

/** Grounds and inks of its colours in our tokens. Here, since Mantine writes its own behind every stylesheet. */
const colours = {
  '--mantine-color-ward-filled': 'var(--accent)',
  '--mantine-color-ward-filled-hover': 'var(--accent-strong)',
  '--mantine-color-ward-light-color': 'var(--accent)',
  '--mantine-color-ward-light-hover': 'var(--accent-soft)',
  '--mantine-color-gray-light-color': 'var(--ink-2)',
  '--mantine-color-gray-light-hover': 'var(--mute-soft)',
  '--mantine-color-red-filled': 'var(--late)',
  '--mantine-color-red-filled-hover': 'color-mix(in srgb, var(--late) 85%, var(--ink))',
};
const inOurColours: CSSVariablesResolver = () => ({ variables: {}, light: colours, dark: colours });

const look = createTheme({
  primaryColor: 'ward',
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver: inkOnFilled,
  colors: { ward: green },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  defaultRadius: 8,
  headings: { fontFamily: 'var(--font)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** The look, with the words that components bring along. */
function themeIn(language: Language): typeof look {
  const closeButtonProps = { 'aria-label': translator(sharedTexts, language)('close') };
  // Locking the scroll inserts a style element without the page's nonce, which the policy rightly refuses.
  const overPage = { defaultProps: { lockScroll: false, closeButtonProps } };
  const ticked = { defaultProps: { iconColor: 'var(--accent-ink)' } };
  const components = {
    Modal: overPage,
    Drawer: overPage,
    Notification: { defaultProps: { closeButtonProps } },
    Checkbox: ticked,
    Radio: ticked,
  };
  return { ...look, components };
}

const LanguageContext = createContext<Language>('vi');

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

export function Providers({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={themeIn(language)}
      cssVariablesResolver={inOurColours}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <Notifications position="top-right" />
      <QueryClientProvider client={queries}>
        <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; only a broken line is worth another try.
      retry: (failures, error) => failures < 2 && error instanceof ApiError && error.status === 0,
    },
  },
});

function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

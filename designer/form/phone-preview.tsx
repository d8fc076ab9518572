/** The form as a citizen gets it on a small phone: the page that the server draws, without any script. */
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import type { FormDefinition } from '#forms/definition.ts';
import type { PlainTextKey } from '#forms/plain/context.ts';
import { plainText } from '#forms/plain/draw.ts';
import base from '#portal/kit/base.css?url';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { translator } from '#portal/kit/text.ts';
import { type CitizenTextKey, citizenTexts } from '#portal/kit/texts/citizen.ts';
import tokens from '#portal/kit/tokens.css?url';
import { useText } from '../use-text.ts';
import { withShownSources } from './shown-sources.ts';

const quietMs = 400;
const fileMegabytes = 10;

export function PhonePreview({ form }: { readonly form: FormDefinition }) {
  const t = useText();
  const language = useLanguage();
  const [settled] = useDebouncedValue(form, quietMs);
  const page = useMemo(() => {
    const words = translator(citizenTexts, language);
    const text = (key: PlainTextKey, params?: Readonly<Record<string, string | number>>) =>
      Object.hasOwn(citizenTexts.vi, key) ? words(key as CitizenTextKey, params) : key;
    const shown = withShownSources(settled, t);
    const fields = plainText({ form: shown, language, text, values: {}, faults: [], fileMegabytesMax: fileMegabytes });
    const styles = [tokens, base].map((path) => `<link rel="stylesheet" href="${path}">`).join('');
    return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${t('previewPhone')}</title>${styles}</head><body><main>${fields}</main></body></html>`;
  }, [settled, language, t]);
  return (
    <div className="phone">
      {/* Nothing runs in it: no scripts are allowed, and the page holds none. */}
      <iframe title={t('previewPhone')} sandbox="allow-same-origin" srcDoc={page} />
    </div>
  );
}

import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type JointTextKey, jointTexts } from '#portal/kit/texts/joint.ts';

export function useJointText(): Translate<JointTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(jointTexts, language), [language]);
}

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CategoryTree } from '#engine/runtime/application/categories.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type CategoriesTextKey, categoriesTexts } from '#portal/kit/texts/categories.ts';

export const treeKey = ['city', 'categories'] as const;

export function useTree() {
  return useQuery({ queryKey: treeKey, queryFn: () => api.get<CategoryTree>('/city/categories') });
}

export function useCategoryWords(): Translate<CategoriesTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(categoriesTexts, language), [language]);
}

/** Form.io's own words that its builder shows, by the keys it uses. */
import type { T } from './field-kinds.ts';

export function builderWords(t: T): Readonly<Record<string, string>> {
  return {
    required: `{{field}}: ${t('builderRequired')}`,
    pattern: `{{field}}: ${t('builderPattern')}`,
    dragAndDropComponent: t('dropHere'),
    noMatchesFound: t('nothingFits'),
    'Add Another': t('optionAdd'),
    removeConfirmation: t('fieldRemoveSure'),
    removeComponentsConfirmation: t('fieldRemoveSure'),
    nestedComponentsRemoveConfirmation: t('fieldRemoveSure'),
    uniqueKey: t('builderKeyTwice'),
    apiKey: t('builderKeyTwice'),
    dropFilesToAttach: t('builderFiles'),
    or: ',',
    browse: t('builderBrowse'),
    browseFiles: t('builderBrowse'),
    noChoices: t('nothingFits'),
    typeToSearch: t('nothingFits'),
  };
}

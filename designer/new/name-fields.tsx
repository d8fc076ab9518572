/** What a new service is called, and its key, which follows the name until somebody writes another. */
import { keyOf } from '#engine/bpmn/business-service/names.ts';
import type { Localised } from '#engine/runtime/application/common.ts';
import { WordField } from './fields.tsx';
import { useWords } from './use-words.ts';

export interface NamedService {
  readonly key: string;
  readonly name: Localised;
}

export const unnamed: NamedService = { key: '', name: { vi: '', en: '' } };

interface Props {
  readonly named: NamedService;
  readonly put: (named: NamedService) => void;
}

export function NameFields({ named: { name, key }, put }: Props) {
  const t = useWords();
  const follows = key === '' || key === keyOf(name.vi);
  const nameVi = (vi: string) => put({ name: { ...name, vi }, key: follows && vi.trim() !== '' ? keyOf(vi) : key });
  return (
    <>
      <div className="new-pair">
        <WordField path="name.vi" label={t('nameVi')} value={name.vi} put={nameVi} />
        <WordField
          path="name.en"
          label={t('nameEn')}
          value={name.en}
          put={(en) => put({ key, name: { ...name, en } })}
        />
      </div>
      <WordField
        path="key"
        label={t('key')}
        hint={t('keyHint')}
        value={key}
        put={(next) => put({ name, key: next.trim().toLowerCase() })}
      />
    </>
  );
}

/** A new service that begins as another one: of the product's gallery, or of the city. */
import './new.css';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { copiedService } from '#engine/bpmn/new-service/copy-service.ts';
import { stepFaults } from '#engine/bpmn/new-service/step-list.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../page-head.tsx';
import { unnamed } from './name-fields.tsx';
import { NamingForm } from './naming-form.tsx';
import { type Original, useGallery, useOriginal } from './use-gallery.ts';
import { useMakeService } from './use-make-service.ts';
import { useWords } from './use-words.ts';

export function CopyPage() {
  const t = useWords();
  const language = useLanguage();
  const [asked] = useSearchParams();
  const pack = asked.get('pack');
  const gallery = useGallery(pack !== null);
  const service = useOriginal(pack === null ? asked.get('service') : null);
  const loading = pack === null ? service : gallery;
  const original = pack === null ? service.data : gallery.data?.find(({ key }) => key === pack);
  if (original === undefined || original === null) {
    return (
      <div className="page">
        <LoadState of={loading} />
        {!loading.isLoading && loading.error === null && <p className="wf-notice">{t('copyGone')}</p>}
      </div>
    );
  }
  return (
    <div className="page new-service">
      <PageHead title={t('copyTitle', { name: original.name[language] })} lead={t('copyLead')} />
      <Copying original={original} />
    </div>
  );
}

function Copying({ original }: { readonly original: Original }) {
  const [named, setNamed] = useState(unnamed);
  const making = useMakeService(named, () => copiedService(original.files, named));
  const faults = stepFaults({ ...named, publicIntake: true, promise: null, steps: [] });
  return (
    <NamingForm
      named={named}
      put={setNamed}
      faults={faults.filter(({ path }) => path === 'key' || path.startsWith('name.'))}
      making={making}
    />
  );
}

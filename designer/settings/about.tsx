/** What the service is called, who may open a case of it, and with what a case begins. */
import { Radio, Select } from '@mantine/core';
import { Link } from 'react-router';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { useFault } from './faults.ts';
import type { PackFile } from './pack-file.ts';
import { SaidPair } from './said-pair.tsx';
import { useWords } from './use-words.ts';

interface Props {
  readonly detail: ServiceDetail;
  readonly pack: PackFile;
  readonly put: (pack: PackFile) => void;
}

export function About({ detail, pack, put }: Props) {
  const t = useWords();
  return (
    <section className="wf-card settings-part" aria-labelledby="about">
      <h2 id="about">{t('about')}</h2>
      <SaidPair path="name" label={t('name')} value={pack.name} put={(name) => put({ ...pack, name })} />
      <SaidPair
        path="description"
        label={t('description')}
        hint={t('descriptionHint')}
        long
        value={pack.description}
        put={(description) => put({ ...pack, description })}
      />
      <p className="wf-muted">
        {t('code')}: <span className="wf-code">{pack.key}</span>
      </p>
      <WhoStarts pack={pack} put={put} />
      <Beginning detail={detail} pack={pack} put={put} />
    </section>
  );
}

function WhoStarts({ pack, put }: Omit<Props, 'detail'>) {
  const t = useWords();
  const open = pack.publicIntake === true;
  return (
    <Radio.Group
      label={t('whoStarts')}
      description={t('ownIntake')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={open ? 'citizens' : 'officials'}
      onChange={(value) => put({ ...pack, publicIntake: value === 'citizens' })}
    >
      <div className="settings-choices">
        <Radio value="citizens" label={t('citizensStart')} />
        {open && (
          <p className="wf-muted">
            {t('publicAddress')} <span className="wf-code">{`${location.origin}/report?service=${pack.key}`}</span>
          </p>
        )}
        <Radio value="officials" label={t('officialsStart')} />
      </div>
    </Radio.Group>
  );
}

/** Forms and processes that the service holds, by their titles. */
function Beginning({ detail, pack, put }: Props) {
  const t = useWords();
  const { forms, processes } = detail.choices;
  const faults = { form: useFault('startForm'), process: useFault('process') };
  const titleOf = (form: string) =>
    detail.resources.find(({ path }) => path.endsWith(`/${form}.form.json`) || path === `${form}.form.json`)?.title;
  return (
    <>
      <div>
        <Select
          required
          label={t('startForm')}
          allowDeselect={false}
          error={faults.form}
          data={forms.map((form) => ({ value: form, label: titleOf(form) ?? form }))}
          value={pack.startForm === '' ? null : pack.startForm}
          onChange={(form) => put({ ...pack, startForm: form ?? pack.startForm })}
        />
        {forms.includes(pack.startForm) && <Link to={`/${detail.key}/forms/${pack.startForm}`}>{t('editForm')}</Link>}
      </div>
      {(processes.length > 1 || !processes.includes(pack.process)) && (
        <Select
          required
          label={t('process')}
          allowDeselect={false}
          error={faults.process}
          data={[...processes]}
          value={pack.process === '' ? null : pack.process}
          onChange={(process) => put({ ...pack, process: process ?? pack.process })}
        />
      )}
    </>
  );
}

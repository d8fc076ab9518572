/** Forms of Form.io come in: which of the file, what is taken over of it and what is not, and into the draft. */
import { Button, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { type ImportedForm, importForms } from '#forms/import-form.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { checkKey, resourceKey, serviceKey, servicesKey } from '../queries.ts';
import { useText } from '../use-text.ts';
import { ImportReport } from './import-report.tsx';

export interface ReadForms {
  readonly file: string;
  readonly found: ReturnType<typeof importForms>;
}

/** Nothing is sent anywhere: the file is read here. */
export async function readForms(file: File): Promise<ReadForms> {
  return { file: file.name, found: importForms(new TextDecoder().decode(await file.arrayBuffer())) };
}

export function FormImport({ detail, read }: { readonly detail: ServiceDetail; readonly read: ReadForms }) {
  const t = useText();
  const [chosen, setChosen] = useState('0');
  const { file, found } = read;
  if ('refused' in found) {
    return (
      <div className="wf-notice" role="alert">
        <strong>{t('importRefused', { file })}</strong>
        <p>{found.refused === 'json' ? t('importFormNoJson', { reason: found.reason }) : t('importFormNone')}</p>
      </div>
    );
  }
  const form = found[Number(chosen)];
  return (
    <>
      <h2 role="status">{t('importRead', { file })}</h2>
      {found.length > 1 && (
        <Select
          label={t('importFormWhich', { count: found.length })}
          data={found.map(({ title }, index) => ({ value: String(index), label: title }))}
          value={chosen}
          onChange={(value) => setChosen(value ?? '0')}
          allowDeselect={false}
        />
      )}
      {form !== undefined && <OneForm key={chosen} detail={detail} form={form} />}
    </>
  );
}

function OneForm({ detail, form }: { readonly detail: ServiceDetail; readonly form: ImportedForm }) {
  const t = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState(form.name);
  const path = `forms/${name}.form.json`;
  const replaces = detail.resources.some((one) => one.path === path);
  const saving = useMutation({
    mutationFn: () => {
      const content = `${JSON.stringify(form.form, null, 2)}\n`;
      const revision = detail.draft?.revision ?? null;
      return api.put(`/services/${detail.key}/draft/resources/${path}`, { revision, content });
    },
    onSuccess: async () => {
      const keys = [serviceKey(detail.key), checkKey(detail.key), servicesKey, resourceKey(detail.key, 0, path)];
      queries.removeQueries({ queryKey: ['opened', detail.key] });
      await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
      notifications.show({ message: t('imported', { file: form.title }) });
      await navigate(`/${detail.key}/forms/${name}`);
    },
  });
  const valid = /^[a-z0-9][a-z0-9-]{0,60}$/.test(name);
  return (
    <>
      <ImportReport imported={form} />
      <section className="import-confirm">
        <TextInput
          label={t('importFormName')}
          description={t('importFormNameHint')}
          error={valid ? undefined : t('importFormNameWrong')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <p>{t(replaces ? 'importReplaces' : 'importAdds', { path })}</p>
        {!replaces && <p>{t('importFormUse')}</p>}
        {saving.error !== null && <ProblemNotice error={saving.error} />}
        <div className="actions">
          <Button variant="default" component={Link} to={`/${detail.key}`}>
            {t('cancel')}
          </Button>
          <Button loading={saving.isPending} disabled={!valid} onClick={() => saving.mutate()}>
            {t('importConfirm')}
          </Button>
        </div>
      </section>
    </>
  );
}

/** What the forms of both channels share: the frame that saves, and the field whose word never comes back. */
import { Button, PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useChannelWords } from './use-words.ts';

interface ChannelFormProps {
  /** As @tanstack/react-query gives it. */
  readonly saving: { readonly mutate: () => void; readonly error: unknown; readonly isPending: boolean };
  /** Names of the fields by their path. */
  readonly labels: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

export function ChannelForm({ saving, labels, children }: ChannelFormProps) {
  const t = useChannelWords();
  return (
    <form
      className="city-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      {children}
      {saving.error !== null && <ProblemNotice error={saving.error} labels={(path) => labels[path] ?? path} />}
      <div className="actions">
        <Button type="submit" loading={saving.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

interface SecretFieldProps {
  readonly label: string;
  /** Whether one is kept already. */
  readonly kept: boolean;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

export function SecretField({ kept, onChange, ...field }: SecretFieldProps) {
  const t = useChannelWords();
  return (
    <PasswordInput
      {...field}
      description={t(kept ? 'keepSecret' : 'newSecret')}
      autoComplete="new-password"
      required={!kept}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

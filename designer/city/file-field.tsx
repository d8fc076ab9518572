/** A file to choose: says so while none is chosen, so that nobody tries to type into it. */
import { FileInput } from '@mantine/core';
import { useWords } from './use-words.ts';

export interface FileFieldProps {
  readonly label: string;
  readonly description: string;
  readonly accept: string;
  /** null: none is chosen any more. */
  readonly onChange: (file: File | null) => void;
}

export function FileField(props: FileFieldProps) {
  const t = useWords();
  return (
    <FileInput
      {...props}
      className="file-field"
      placeholder={t('fileChoose')}
      clearable
      clearButtonProps={{ 'aria-label': t('fileClear') }}
    />
  );
}

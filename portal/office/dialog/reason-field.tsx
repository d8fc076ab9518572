/** Room for a reason or a request in one's own words. */
import { Textarea } from '@mantine/core';

export const reasonCharactersMax = 2_000;

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly rows?: number;
  readonly charactersMax?: number;
  readonly value: string;
  readonly error?: string | false;
  /** It appears because somebody asked to write. */
  readonly autoFocus?: boolean;
  readonly onChange: (value: string) => void;
}

export function ReasonField(props: Props) {
  const { rows = 3, charactersMax = reasonCharactersMax, onChange, ...field } = props;
  return (
    <Textarea
      {...field}
      autosize
      minRows={rows}
      maxLength={charactersMax}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A list of a text that is edited line by line. */
import { useState } from 'react';

export interface EditedLine<Line> {
  /** Its own as long as it is there: what is typed into one stays there while others come and go. */
  readonly key: string;
  readonly line: Line;
  readonly place: number;
  readonly put: (part: Partial<Line>) => void;
  readonly remove: () => void;
}

export function useLines<Line>(lines: readonly Line[], onChange: (lines: readonly Line[]) => void) {
  const [keys, setKeys] = useState<readonly string[]>(() => lines.map(newKey));
  const edited = lines.map(
    (line, place): EditedLine<Line> => ({
      key: keys[place] ?? `${place}`,
      line,
      place,
      put: (part) => onChange(lines.with(place, { ...line, ...part })),
      remove: () => {
        setKeys(keys.filter((_, at) => at !== place));
        onChange(lines.filter((_, at) => at !== place));
      },
    }),
  );
  const add = (line: Line) => {
    setKeys([...keys, newKey()]);
    onChange([...lines, line]);
  };
  return { edited, add };
}

function newKey(): string {
  return crypto.randomUUID();
}

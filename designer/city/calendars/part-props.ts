import type { CalendarsView } from '#engine/runtime/application/calendars.ts';
import type { Draft } from './draft.ts';

export interface PartProps {
  readonly view: CalendarsView;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import type { Diagram, Shape } from '../../diagram/library.ts';

/** What each group gets. */
export interface GroupProps {
  readonly diagram: Diagram;
  readonly element: Shape;
  readonly detail: ServiceDetail;
}

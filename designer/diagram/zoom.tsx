/** Larger, smaller, all of it: for who has no wheel. */
import { useText } from '../use-text.ts';
import type { Diagram } from './library.ts';

const factor = 1.25;

export function Zoom({ diagram }: { readonly diagram: Diagram }) {
  const t = useText();
  const canvas = diagram.get('canvas');
  return (
    <div className="zoom">
      <button type="button" aria-label={t('zoomOut')} onClick={() => canvas.zoom(canvas.zoom() / factor, 'auto')}>
        −
      </button>
      <button type="button" aria-label={t('zoomIn')} onClick={() => canvas.zoom(canvas.zoom() * factor, 'auto')}>
        +
      </button>
      <button type="button" onClick={() => canvas.zoom('fit-viewport', 'auto')}>
        {t('fit')}
      </button>
    </div>
  );
}

/** A map on which a place is pointed at. Leaflet is loaded when it is there. */
import { useEffect, useRef } from 'react';
import type { Point } from '#engine/runtime/application/common.ts';
import { useLanguage } from './providers.tsx';

export function PinMap({ label, onPin }: { readonly label: string; readonly onPin: (point: Point) => void }) {
  const language = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const told = useRef(onPin);
  told.current = onPin;
  useEffect(() => {
    const place = frame.current;
    if (place === null) return;
    let close: (() => void) | undefined;
    let alive = true;
    void import('./pin-leaflet.ts').then(async ({ openPinMap }) => {
      const opened = await openPinMap(place, { language, onPin: (point) => told.current(point) });
      if (alive) close = opened;
      else opened();
    });
    return () => {
      alive = false;
      close?.();
    };
  }, [language]);
  // biome-ignore lint/a11y/noNoninteractiveTabindex: the map takes the arrow keys and Enter
  return <div className="pin-map" ref={frame} role="application" aria-label={label} tabIndex={0} />;
}

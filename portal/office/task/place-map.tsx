/** Where it is: the wards as drawn by the city, and the pin. Leaflet is loaded when the map comes into view. */
import { useEffect, useRef } from 'react';
import type { Point } from '#engine/runtime/application/common.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';

export function PlaceMap({ point }: { readonly point: Point }) {
  const t = useText();
  const language = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const { lon, lat } = point;
  useEffect(() => {
    const place = frame.current;
    if (place === null) return;
    let close: (() => void) | undefined;
    let alive = true;
    void import('./leaflet-place.ts').then(async ({ showPlace }) => {
      const opened = await showPlace(place, { lon, lat }, language);
      if (alive) close = opened;
      else opened();
    });
    return () => {
      alive = false;
      close?.();
    };
  }, [lon, lat, language]);
  return (
    <div
      className="place-map"
      ref={frame}
      role="img"
      aria-label={t('showOnMap', { lat: lat.toFixed(5), lon: lon.toFixed(5) })}
    />
  );
}

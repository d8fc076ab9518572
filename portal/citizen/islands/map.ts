/**
 * A map to point at the place. Leaflet is loaded when the map comes into view; by default the city's own wards are
 * drawn, so that no tile server is needed.
 */
import { language, t } from './lib/texts.ts';

for (const field of document.querySelectorAll<HTMLElement>('[data-island="map"]')) {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    void import('./lib/leaflet-map.ts').then(({ openMap }) => openMap(field, { t, language }));
  });
  seen.observe(field);
}

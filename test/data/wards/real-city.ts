import { readFileSync } from 'node:fs';
import { cityFiles, type CityTexts } from '#engine/cases/city/parse-city.ts';
import { realWards } from './real-wards.ts';

const folder = new URL('../../../workflows/demo-city/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

interface UnitText {
  readonly code: string;
  readonly ward: string | null;
  readonly parent: string | null;
  readonly agencyCode: string;
  readonly name: { readonly vi: string; readonly en: string };
}

/** The demo city's texts with 18 real wards in place of its own, each with the parts that a ward of the demo has. */
export function realCityTexts(): CityTexts {
  const units = (JSON.parse(read('units.json')) as { readonly units: readonly UnitText[] }).units;
  const model = units.filter(({ ward }) => ward === '99016');
  const wards = realWards().map(({ properties: { code, name }, geometry }) => ({
    type: 'Feature',
    properties: { code: `29${code.slice(3)}`, name: { vi: `Phường ${name}`, en: name }, shortName: name, kind: 'phuong' },
    geometry,
  }));
  const parts = wards.flatMap(({ properties: { code, shortName } }) =>
    model.map((unit) => ({
      ...unit,
      code: unit.code.replace('99016', code),
      parent: unit.parent?.replace('99016', code) ?? null,
      ward: code,
      agencyCode: unit.agencyCode.replace('H99.106', `H29.${code}`),
      name: { vi: `${unit.name.vi} ${shortName}`, en: `${unit.name.en} ${shortName}` },
    })),
  );
  return {
    ...Object.fromEntries(cityFiles.map((file) => [file, read(file)])),
    'wards.geojson': JSON.stringify({ type: 'FeatureCollection', features: wards }),
    'units.json': JSON.stringify({ units: [...units.filter(({ ward }) => ward === null), ...parts] }),
    'streets.json': '',
  };
}

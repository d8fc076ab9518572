/**
 * Wards from GeoJSON (RFC 7946), as offices of statistics and open maps give them: `code` and `name` of each feature, the
 * kind said by itself or in the name (`Phú Nhuận (phường)`). A new ward gets the units that communal categories lead to.
 */
import type { Category } from '../categories/category-tree.ts';
import type { Unit } from '../city/city.ts';
import { faultIn, type ImportFault } from './rows.ts';
import type { UnitRecord } from './units.ts';

export interface WardFeature {
  readonly type: 'Feature';
  readonly properties: { readonly code: string; readonly [name: string]: unknown };
  readonly geometry: unknown;
}

export interface WardsImport {
  /** By code, as they become; a feature is row 1, 2, … of the file. */
  readonly wards: ReadonlyMap<string, WardFeature>;
  readonly rowOf: ReadonlyMap<string, number>;
  readonly faults: readonly ImportFault[];
}

const kinds = [
  { kind: 'phuong', vi: 'Phường', en: 'Ward', pattern: /^phường\s+|\s*\(phường\)\s*$/i },
  { kind: 'xa', vi: 'Xã', en: 'Commune', pattern: /^xã\s+|\s*\(xã\)\s*$/i },
  { kind: 'dac_khu', vi: 'Đặc khu', en: 'Special Zone', pattern: /^đặc khu\s+|\s*\(đặc khu\)\s*$/i },
] as const;

export function importWards(text: string): WardsImport {
  const wards = new Map<string, WardFeature>();
  const rowOf = new Map<string, number>();
  const faults: ImportFault[] = [];
  const features = featuresOf(text);
  if (features === undefined) {
    return {
      wards,
      rowOf,
      faults: [faultIn(0, '', 'tệp không phải GeoJSON FeatureCollection', 'the file is no GeoJSON FeatureCollection')],
    };
  }
  for (const [index, feature] of features.entries()) {
    const number = index + 1;
    const ward = wardOf(feature, number, faults);
    if (ward === undefined) continue;
    const { code } = ward.properties;
    const first = rowOf.get(code);
    if (first !== undefined) {
      faults.push(
        faultIn(
          number,
          'code',
          `mã ${code} đã có ở đối tượng ${first}; gộp thành một MultiPolygon`,
          `the code ${code} is that of feature ${first}; make one MultiPolygon of them`,
        ),
      );
      continue;
    }
    rowOf.set(code, number);
    wards.set(code, ward);
  }
  return { wards, rowOf, faults };
}

function featuresOf(text: string): readonly unknown[] | undefined {
  try {
    const json = JSON.parse(text) as { readonly type?: unknown; readonly features?: unknown };
    return json.type === 'FeatureCollection' && Array.isArray(json.features) ? json.features : undefined;
  } catch {
    return undefined;
  }
}

function wardOf(feature: unknown, number: number, faults: ImportFault[]): WardFeature | undefined {
  const { properties, geometry } = (feature ?? {}) as {
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly geometry?: unknown;
  };
  const code = String(properties?.['code'] ?? properties?.['ma'] ?? '').trim();
  const name = nameIn(properties?.['name'] ?? properties?.['ten']);
  const kind = kinds.find((one) => one.kind === properties?.['kind'] || one.pattern.test(name.vi));
  const before = faults.length;
  if (code === '')
    faults.push(faultIn(number, 'code', 'thiếu mã địa bàn (thuộc tính code)', 'the code is missing (property code)'));
  if (name.vi === '')
    faults.push(faultIn(number, 'name', 'thiếu tên địa bàn (thuộc tính name)', 'the name is missing (property name)'));
  else if (kind === undefined) {
    faults.push(
      faultIn(
        number,
        'kind',
        `không rõ "${name.vi}" là phường, xã hay đặc khu; ghi rõ trong tên hoặc thuộc tính kind`,
        `is "${name.vi}" a ward, a commune or a special zone? Say so in the name or in the property kind`,
      ),
    );
  }
  faults.push(...geometryFaults(geometry, number));
  if (faults.length > before || kind === undefined) return undefined;
  const short = name.vi.replace(kind.pattern, '').trim();
  const full = { vi: `${kind.vi} ${short}`, en: name.en || `${short} ${kind.en}` };
  return { type: 'Feature', properties: { code, name: full, shortName: short, kind: kind.kind }, geometry };
}

function nameIn(value: unknown): { readonly vi: string; readonly en: string } {
  if (typeof value === 'string') return { vi: value.normalize('NFC').trim(), en: '' };
  const { vi = '', en = '' } = (value ?? {}) as { readonly vi?: string; readonly en?: string };
  return { vi: String(vi).normalize('NFC').trim(), en: String(en).trim() };
}

function geometryFaults(geometry: unknown, number: number): readonly ImportFault[] {
  const { type, coordinates } = (geometry ?? {}) as { readonly type?: unknown; readonly coordinates?: unknown };
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined;
  if (!Array.isArray(polygons) || polygons.length === 0) {
    return [
      faultIn(
        number,
        'geometry',
        'hình phải là Polygon hoặc MultiPolygon',
        'the shape must be a Polygon or MultiPolygon',
      ),
    ];
  }
  for (const polygon of polygons as readonly unknown[]) {
    for (const ring of Array.isArray(polygon) ? (polygon as readonly unknown[]) : [undefined]) {
      const why = ringFault(ring);
      if (why !== undefined) return [faultIn(number, 'geometry', why.vi, why.en)];
    }
  }
  return [];
}

function ringFault(ring: unknown): { readonly vi: string; readonly en: string } | undefined {
  if (!Array.isArray(ring) || ring.length < 4)
    return { vi: 'một đường viền có ít hơn 4 điểm', en: 'a ring has less than 4 points' };
  const points = ring as readonly (readonly [number, number])[];
  const wrong = points.findIndex(
    (point) => !Array.isArray(point) || !(Math.abs(point[0]) <= 180) || !(Math.abs(point[1]) <= 90),
  );
  if (wrong >= 0) {
    return {
      vi: `điểm thứ ${wrong + 1} không phải [kinh độ, vĩ độ] WGS 84 tính bằng độ; kiểm tra hệ toạ độ (VN-2000?)`,
      en: `point ${wrong + 1} is no [longitude, latitude] in WGS 84 degrees; look at the coordinate system (VN-2000?)`,
    };
  }
  const [first, last] = [points[0], points.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1]
    ? undefined
    : {
        vi: 'đường viền không khép kín (điểm cuối phải trùng điểm đầu)',
        en: 'a ring is not closed (the last point must be the first)',
      };
}

/**
 * Units that communal categories lead to in a new ward: its committee and a part for each, named as those of another ward.
 * @param units those that there are; what has its code already is left alone
 */
export function wardUnits(
  ward: WardFeature,
  units: ReadonlyMap<string, Unit>,
  categories: Iterable<Category>,
): readonly UnitRecord[] {
  const { code, name } = ward.properties as unknown as {
    readonly code: string;
    readonly name: { readonly vi: string; readonly en: string };
  };
  const parts = [
    ...new Set([...categories].filter(({ competence }) => competence === 'commune').map(({ wardPart }) => wardPart)),
  ];
  const executive = {
    code: `${code}-UBND`,
    name: { vi: `Ủy ban nhân dân ${lower(name.vi)}`, en: `People’s Committee of ${name.en}` },
  };
  const root = [...units.values()].find(({ parent, validTo }) => parent === null && validTo === null)?.code ?? null;
  const made = [
    { ...executive, kind: 'commune_executive', parent: root },
    ...parts.map((part) => ({ code: `${code}-${part}`, ...likeOthers(part, name, units), parent: `${code}-UBND` })),
  ];
  return made.filter((unit) => !units.has(unit.code)).map((unit) => ({ ...unit, agencyCode: '', ward: code }));
}

function likeOthers(
  part: string,
  ward: { readonly vi: string; readonly en: string },
  units: ReadonlyMap<string, Unit>,
): Pick<Unit, 'kind' | 'name'> {
  // Those of a ward are called otherwise than those of a commune.
  const same = [...units.values()].filter((unit) => unit.ward !== null && unit.code === `${unit.ward}-${part}`);
  const kind = lower(ward.vi).split(' ')[0] ?? '';
  const other = same.find(({ name }) => name.vi.includes(` ${kind} `)) ?? same[0];
  const vi = other?.name.vi.replace(/\s(phường|xã|đặc khu)\s.*$/i, '') ?? part;
  return { kind: other?.kind ?? 'other', name: { vi: `${vi} ${lower(ward.vi)}`, en: `${part} of ${ward.en}` } };
}

/** `Phường Phú Nhuận` → `phường Phú Nhuận`, inside a longer name. */
function lower(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** Templates as Excel opens them here: semicolons, and the mark that says UTF-8. */

import { download } from '#portal/kit/react/download.ts';
import { importTemplates } from '#portal/kit/texts/import-templates.ts';

export type ImportKind = 'units' | 'people' | 'wards';

export function saveTemplate(kind: ImportKind): void {
  if (kind === 'wards') {
    download(
      'mau-dia-ban.geojson',
      JSON.stringify({ type: 'FeatureCollection', features: [importTemplates.ward] }, null, 1),
    );
    return;
  }
  const [name, text] =
    kind === 'units' ? ['mau-don-vi.csv', importTemplates.units] : ['mau-nhan-su.csv', importTemplates.people];
  download(name, `\uFEFF${text}`);
}

export function savePasswords(
  people: readonly { readonly username: string; readonly displayName: string; readonly password: string }[],
): void {
  const rows = people.map(({ username, displayName, password }) => `${username};${displayName};${password}`);
  download('mat-khau-ban-dau.csv', `\uFEFFten_dang_nhap;ho_ten;mat_khau\n${rows.join('\n')}\n`);
}

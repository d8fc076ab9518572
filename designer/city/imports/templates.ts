import type { Language } from '#engine/runtime/application/common.ts';
import { download } from '#portal/kit/react/download.ts';
import { importTemplates, type Template } from '#portal/kit/texts/import-templates.ts';
import { saveWorkbook } from '../workbook.ts';

export type ImportKind = 'units' | 'people' | 'wards';

/** Units and people as an Excel workbook whose second sheet says what each column is for, wards as GeoJSON. */
export async function saveTemplate(kind: ImportKind, language: Language, help: string): Promise<void> {
  if (kind === 'wards') {
    const wards = { type: 'FeatureCollection', features: [importTemplates.ward] };
    download('mau-dia-ban.geojson', JSON.stringify(wards, null, 1));
    return;
  }
  const { file, columns }: Template = importTemplates[kind];
  const table = [columns.map(({ name }) => name), columns.map(({ example }) => example)];
  const explained = columns.map((column) => [column.name, column[language]]);
  await saveWorkbook(file, [
    { name: kind, rows: table },
    { name: help, rows: [[help, ''], ...explained] },
  ]);
}

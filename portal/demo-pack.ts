/** Reads the demo city and the services that come with the product from `workflows/`. */
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { DemoPack, WorkflowTexts } from '#engine/runtime/use-cases/application.ts';

/** Shown when the demo starts; long enough to be a password by itself, known to everybody, so for demos only. */
export const demoPassword = 'lam-hai-demo-2026';

/** Enough to go a report and a dossier of the ward Lam Đông from end to end, in the order of the work. */
export const demoAccounts = [
  {
    what: 'Phản ánh của người dân / reports',
    accounts: [
      ['tiepnhan', 'tiếp nhận 1022 / operator'],
      ['lamdong.ktht.canbo', 'cán bộ xử lý / officer'],
      ['lamdong.ktht.lanhdao', 'lãnh đạo duyệt / head of unit'],
      ['congkhai', 'soạn bản công khai / publisher'],
      ['dieuphoi', 'điều phối, duyệt công khai / coordinator'],
      ['cttn.canbo', 'đơn vị phối hợp / another unit that takes part'],
    ],
  },
  {
    what: 'Hồ sơ một cửa / dossiers',
    accounts: [
      ['lamdong.motcua', 'quầy tiếp nhận, trả kết quả / desk'],
      ['lamdong.vhxh.canbo', 'thẩm định / officer'],
      ['lamdong.chutich', 'ký / signatory'],
      ['lamdong.vanthu', 'vào sổ, phát hành / records clerk'],
    ],
  },
  { what: 'Quản trị / administration', accounts: [['quantri', 'quy trình, thành phố, nhân sự / administrator']] },
] as const;

const workflows = join(import.meta.dirname, '..', 'workflows');
const cityFolder = 'demo-city';

export async function readDemoPack(): Promise<DemoPack> {
  return { ...(await readWorkflowTexts(join(workflows, cityFolder))), password: demoPassword };
}

/** A city's folder, and the services that come with the product. */
export async function readWorkflowTexts(city: string): Promise<WorkflowTexts> {
  return { city: await readTexts(city), services: await readShippedServices() };
}

/** Files of the services that come with the product, by key and path. */
export async function readShippedServices(): Promise<WorkflowTexts['services']> {
  const folders = await readdir(workflows, { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory() && entry.name !== cityFolder).map((entry) => entry.name);
  const services = await Promise.all(
    names.map(async (name) => [name, await readTexts(join(workflows, name))] as const),
  );
  return Object.fromEntries(services.filter(([, texts]) => 'pack.json' in texts));
}

/** All files of a folder by their path in it, with `/`. */
async function readTexts(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const texts = await Promise.all(
    paths.map(
      async (path) => [path.slice(folder.length + 1).replaceAll(sep, '/'), await readFile(path, 'utf8')] as const,
    ),
  );
  return Object.fromEntries(texts);
}

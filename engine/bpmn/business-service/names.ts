// Ids, names and durations of the written files.
import { knownActions, knownStates } from './known-words.ts';

export interface Words {
  readonly vi: string;
  readonly en: string;
}

export function stateName(code: string): Words {
  return knownStates[code] ?? { vi: code, en: code };
}

export function actionName(code: string): Words {
  return knownActions[code] ?? { vi: code, en: code };
}

/** Gives every wish an id of its own that XML allows (NCName) and that nothing else has. */
export function idGiver(): (wish: string) => string {
  const used = new Set<string>();
  return (wish) => {
    const plain = wish
      .normalize('NFD')
      .replace(/[^A-Za-z0-9_-]+/g, '_')
      .slice(0, 100);
    const base = /^[A-Za-z]/.test(plain) ? plain : `s${plain}`;
    let id = base;
    for (let next = 2; used.has(id.toLowerCase()); next += 1) id = `${base}_${next}`;
    // Files are named by ids, and some disks do not tell capitals apart.
    used.add(id.toLowerCase());
    return id;
  };
}

/** A key for a service: small letters, digits and hyphens. */
export function keyOf(code: string): string {
  const plain = code
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'imported' : plain.slice(0, 60);
}

/** Milliseconds as an ISO 8601 duration of the clock on the wall. */
export function durationOf(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor((seconds % 86_400) / 3600)];
  const [minutes, rest] = [Math.floor((seconds % 3600) / 60), seconds % 60];
  const time = [hours && `${hours}H`, minutes && `${minutes}M`, rest && `${rest}S`].filter(Boolean).join('');
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

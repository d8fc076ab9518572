/** One unit of `units.json`. Files from before units had dates stay valid: what is left out limits nothing. */

import { isDate } from '../calendars/local-date.ts';
import type { Successor, Unit } from './city.ts';
import { fault, type Reading, readEach, readLocalised, readText, readTextOrNull, readTexts } from './json-reader.ts';

/** Quyết định 20/2020/QĐ-TTg, Điều 4: at most 35 characters, groups of digits and letters A–Z between dots. */
const agencyCode = /^[A-Z0-9]+(\.[A-Z0-9]+)*$/;
const agencyCodeLengthMax = 35;
/** Codes stand in addresses, in decision tables and in columns of 190 characters. */
const unitCode = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u;

export function readUnit(at: Reading): Unit {
  const code = readText(at, 'code');
  if (code !== '' && !unitCode.test(code)) {
    fault(
      at,
      'code',
      'must be letters, digits, dots, hyphens and underscores, at most 60',
      'mã chỉ gồm chữ, số, dấu chấm, gạch ngang, gạch dưới, tối đa 60 ký tự, không có khoảng trắng',
    );
  }
  return {
    code,
    name: readLocalised(at, 'name'),
    kind: readText(at, 'kind'),
    agencyCode: readAgencyCode(at),
    parent: readTextOrNull(at, 'parent'),
    ward: readTextOrNull(at, 'ward'),
    validFrom: readDate(at, 'validFrom'),
    validTo: readDate(at, 'validTo'),
    successors: at.value['successors'] === undefined ? [] : readEach(at, 'successors', readSuccessor),
  };
}

function readSuccessor(at: Reading): Successor {
  return { unit: readText(at, 'unit'), wards: readList(at, 'wards'), categories: readList(at, 'categories') };
}

function readList(at: Reading, key: string): readonly string[] {
  return at.value[key] === undefined ? [] : readTexts(at, key);
}

function readAgencyCode(at: Reading): string {
  const value = at.value['agencyCode'];
  if (value === undefined || value === null || value === '') return '';
  const text = readText(at, 'agencyCode');
  if (text !== '' && (!agencyCode.test(text) || text.length > agencyCodeLengthMax)) {
    fault(
      at,
      'agencyCode',
      'must be groups of digits and A–Z between dots, at most 35 characters (Decision 20/2020/QĐ-TTg)',
      'mã định danh gồm các nhóm chữ số và chữ in hoa A–Z, cách nhau bằng dấu chấm, tối đa 35 ký tự (Quyết định 20/2020/QĐ-TTg)',
    );
  }
  return text;
}

function readDate(at: Reading, key: string): string | null {
  const text = readTextOrNull(at, key);
  if (text === null || text === '' || isDate(text)) return text;
  fault(at, key, `"${text}" is no date like 2026-07-01`, `"${text}" không phải là ngày dạng 2026-07-01`);
  return null;
}

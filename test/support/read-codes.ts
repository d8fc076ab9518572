/**
 * Readers of bar and QR codes, written from the standards and not from the library that draws them: Code 128
 * (ISO/IEC 15417) from widths, QR (ISO/IEC 18004, versions 1 to 6, level M) from modules. What is damaged is refused,
 * not mended.
 */

// biome-ignore format: the table of the standard, values 0 to 106
const patterns = [
  '212222','222122','222221','121223','121322','131222','122213','122312','132212','221213','221312','231212','112232','122132',
  '122231','113222','123122','123221','223211','221132','221231','213212','223112','312131','311222','321122','321221','312212',
  '322112','322211','212123','212321','232121','111323','131123','131321','112313','132113','132311','211313','231113','231311',
  '112133','112331','132131','113123','113321','133121','313121','211331','231131','213113','213311','213131','311123','311321',
  '331121','312113','312311','332111','314111','221411','431111','111224','111422','121124','121421','141122','141221','112214',
  '112412','122114','122411','142112','142211','241211','221114','413111','241112','134111','111242','121142','121241','114212',
  '124112','124211','411212','421112','421211','212141','214121','412121','111143','111341','131141','114113','114311','411113',
  '411311','113141','114131','311141','411131','211412','211214','211232','2331112',
];

/** @param widths of bars and spaces in turn @throws Error where it is no Code 128, or its check character is wrong */
export function readBarCode(widths: readonly number[]): string {
  const values: number[] = [];
  for (let at = 0; at < widths.length; ) {
    const length = widths.length - at === 7 ? 7 : 6;
    const value = patterns.indexOf(widths.slice(at, at + length).join(''));
    if (value < 0) throw new Error(`no character at ${at}`);
    values.push(value);
    at += length;
  }
  const [start = 0, ...rest] = values.slice(0, -1);
  const check = rest.pop();
  if (values.at(-1) !== 106 || start < 103 || start > 105) throw new Error('no start or no stop');
  if (rest.reduce((sum, value, index) => sum + value * (index + 1), start) % 103 !== check)
    throw new Error('wrong check');
  let set = 'ABC'[start - 103];
  let text = '';
  for (const value of rest) {
    if (set === 'C' && value < 100) text += String(value).padStart(2, '0');
    else if (value === 99) set = 'C';
    else if (value === 100) set = 'B';
    else if (value === 101) set = 'A';
    else if (value < (set === 'B' ? 95 : 64)) text += String.fromCharCode(value + 32);
    else throw new Error(`character ${value} is not read here`);
  }
  return text;
}

/** Level M: blocks and data bytes in each, bytes of correction in each, by version. */
const blocksOf = [[], [1, 16, 10], [1, 28, 16], [1, 44, 26], [2, 32, 18], [2, 43, 24], [4, 27, 16]] as const;

/** The modules of a QR code that is drawn as an SVG with four modules of quiet zone. */
export function modulesDrawn(svg: string): boolean[][] {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) - 8;
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    rows[Number(y) - 4]?.fill(true, Number(x) - 4, Number(x) - 4 + Number(width));
  }
  return rows;
}

/** @param modules rows; true is dark @throws Error where it is no QR code that this reads, or a byte of it is wrong */
export function readQrCode(modules: readonly (readonly boolean[])[]): string {
  const size = modules.length;
  const version = (size - 17) / 4;
  const [blocks = 0, dataBytes = 0, checkBytes = 0] = blocksOf[version] ?? [];
  if (blocks === 0 || modules.some((row) => row.length !== size)) throw new Error(`no version of size ${size}`);
  const dark = (x: number, y: number) => modules[y]?.[x] === true;
  for (const [x, y] of [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ] as const)
    mustBeFinder(dark, x, y);
  for (let at = 8; at < size - 8; at += 1) {
    if (dark(at, 6) !== (at % 2 === 0) || dark(6, at) !== (at % 2 === 0)) throw new Error('broken timing');
  }
  const mask = maskOf(dark);
  const bytes = bytesOf(dark, size, version, mask).slice(0, blocks * (dataBytes + checkBytes));
  const data: number[] = [];
  for (let block = 0; block < blocks; block += 1) {
    const word = bytes.filter((_, index) => index % blocks === block);
    mustBeWhole(word, checkBytes);
    data.push(...word.slice(0, dataBytes));
  }
  return textOf(data);
}

type Dark = (x: number, y: number) => boolean;

function mustBeFinder(dark: Dark, left: number, top: number): void {
  for (let y = 0; y < 7; y += 1) {
    for (let x = 0; x < 7; x += 1) {
      const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
      if (dark(left + x, top + y) !== (ring !== 2)) throw new Error(`no finder at ${left}, ${top}`);
    }
  }
}

/** The format around the first finder: level M and the mask; its BCH code must come out even. */
function maskOf(dark: Dark): number {
  const places = [
    [0, 8],
    [1, 8],
    [2, 8],
    [3, 8],
    [4, 8],
    [5, 8],
    [7, 8],
    [8, 8],
    [8, 7],
    [8, 5],
    [8, 4],
    [8, 3],
    [8, 2],
    [8, 1],
    [8, 0],
  ] as const;
  const format = places.reduce((bits, [x, y]) => (bits << 1) | (dark(x, y) ? 1 : 0), 0) ^ 0x5412;
  let rest = format;
  for (let bit = 14; bit >= 10; bit -= 1) if (rest & (1 << bit)) rest ^= 0x537 << (bit - 10);
  if (rest !== 0) throw new Error('broken format');
  if (format >> 13 !== 0) throw new Error('not level M');
  return (format >> 10) & 7;
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function bytesOf(dark: Dark, size: number, version: number, mask: number): readonly number[] {
  const fixed = (x: number, y: number) =>
    x === 6 ||
    y === 6 ||
    (x < 9 && y < 9) ||
    (x >= size - 8 && y < 9) ||
    (x < 9 && y >= size - 8) ||
    (version > 1 && Math.abs(x - (size - 7)) < 3 && Math.abs(y - (size - 7)) < 3);
  const bits: number[] = [];
  let up = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (!fixed(x, y)) bits.push(dark(x, y) !== (masks[mask]?.(x, y) ?? false) ? 1 : 0);
      }
    }
    up = !up;
  }
  return Array.from({ length: Math.floor(bits.length / 8) }, (_, index) => numberOf(bits, index * 8, 8));
}

/** Reed–Solomon over GF(256): every syndrome of an undamaged block is nought. */
function mustBeWhole(word: readonly number[], checkBytes: number): void {
  const power: number[] = [1];
  for (let at = 1; at < 255; at += 1) {
    const twice = (power[at - 1] ?? 0) << 1;
    power.push(twice > 255 ? twice ^ 0x11d : twice);
  }
  const times = (a: number, exponent: number) => (a === 0 ? 0 : (power[(power.indexOf(a) + exponent) % 255] ?? 0));
  for (let root = 0; root < checkBytes; root += 1) {
    if (word.reduce((sum, byte) => times(sum, root) ^ byte, 0) !== 0) throw new Error('a damaged block');
  }
}

const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

function textOf(data: readonly number[]): string {
  const bits = data.flatMap((byte) => Array.from({ length: 8 }, (_, index) => (byte >> (7 - index)) & 1));
  let at = 0;
  const take = (count: number) => {
    at += count;
    return numberOf(bits, at - count, count);
  };
  let text = '';
  while (at + 4 <= bits.length) {
    const mode = take(4);
    if (mode === 0) break;
    if (mode === 4) {
      const bytes = Array.from({ length: take(8) }, () => take(8));
      text += Buffer.from(bytes).toString('utf8');
    } else if (mode === 2) text += pairsOf(take(9), take);
    else if (mode === 1) text += triplesOf(take(10), take);
    else throw new Error(`mode ${mode} is not read here`);
  }
  return text;
}

function pairsOf(count: number, take: (count: number) => number): string {
  let text = '';
  for (let left = count; left > 0; left -= 2) {
    const value = take(left > 1 ? 11 : 6);
    text += left > 1 ? `${alphanumeric[Math.floor(value / 45)]}${alphanumeric[value % 45]}` : alphanumeric[value];
  }
  return text;
}

function triplesOf(count: number, take: (count: number) => number): string {
  let text = '';
  for (let left = count; left > 0; left -= 3) {
    const digits = Math.min(3, left);
    text += String(take([0, 4, 7, 10][digits] ?? 0)).padStart(digits, '0');
  }
  return text;
}

function numberOf(bits: readonly number[], from: number, count: number): number {
  return bits.slice(from, from + count).reduce((number, bit) => number * 2 + bit, 0);
}

/**
 * Bar code and QR code as SVG, out of bwip-js's raw modules: nothing is drawn that a test cannot read back. Code 128
 * (ISO/IEC 15417) for the scanners at the desk, QR (ISO/IEC 18004, level M) for telephones.
 */
import bwip from 'bwip-js/generic';
import { type Child, html } from '#forms/plain/html.ts';

/** Modules of clear space that the standards ask for beside a bar code and around a QR code. */
const barQuiet = 10;
const qrQuiet = 4;
const barHeight = 40;

/** @param text ASCII */
export function barCode(text: string, label: string): Child {
  const widths = barWidths(text);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  let x = barQuiet;
  const path = widths.map((width, index) => {
    const bar = index % 2 === 0 ? `M${x} 0h${width}v${barHeight}h-${width}z` : '';
    x += width;
    return bar;
  });
  return html`<svg class="bar-code" role="img" aria-label=${label} viewBox="0 0 ${whole + 2 * barQuiet} ${barHeight}" preserveAspectRatio="none"><path d=${path.join('')} /></svg>`;
}

/**
 * Codes that were drawn before they are needed, the oldest first: drawing one takes longer than all the rest of a receipt,
 * so it is done before the transaction. The same text gives the same picture, whether it lay here or not.
 */
const ahead = new Map<string, ReturnType<typeof qrPath>>();
const aheadMax = 32;

/** @param text an address that a paper will name in a moment; nothing that is secret */
export function drawAhead(text: string): void {
  const [oldest] = ahead.keys();
  if (oldest !== undefined && ahead.size >= aheadMax) ahead.delete(oldest);
  ahead.set(text, qrPath(text));
}

/** @param text an address */
export function qrCode(text: string, label: string): Child {
  const { size, path } = ahead.get(text) ?? qrPath(text);
  return html`<svg class="qr-code" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}"><path d=${path} /></svg>`;
}

/** The dark modules of a QR code as an SVG path, in a square of `size` with its clear space. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const rows = qrModules(text);
  const path = rows.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x + qrQuiet} ${y + qrQuiet}h${length}v1h-${length}z`),
  );
  return { size: rows.length + 2 * qrQuiet, path: path.join('') };
}

/** Widths of bars and spaces in turn, a bar first. */
export function barWidths(text: string): readonly number[] {
  const [symbol] = bwip.raw({ bcid: 'code128', text });
  if (symbol === undefined || !('sbs' in symbol)) throw new Error('no bar code was made');
  return symbol.sbs;
}

/** Rows of modules; true is dark. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  // The option is the encoder's own; its types name only those of the picture.
  const [symbol] = bwip.raw('qrcode', text, 'eclevel=M');
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('no QR code was made');
  const { pixs, pixx, pixy } = symbol;
  return Array.from({ length: pixy }, (_, y) => pixs.slice(y * pixx, (y + 1) * pixx).map((pixel) => pixel === 1));
}

/** Where dark modules begin in a row, and how many follow each other. */
function runsOf(row: readonly boolean[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const [x, dark] of row.entries()) {
    if (!dark) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  }
  return runs;
}

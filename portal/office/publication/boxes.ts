/** Black boxes over a photo, in its pixels: drawn, moved and sized, never outside of it. */
import type { PixelBox } from '#engine/runtime/application/publications.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const smallest = 8;

export function between(a: { readonly x: number; readonly y: number }, b: typeof a, size: Size): PixelBox {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  return inside({ x: left, y: top, width: right - left, height: bottom - top }, size);
}

export function moved(box: PixelBox, dx: number, dy: number, size: Size): PixelBox {
  return inside({ ...box, x: box.x + dx, y: box.y + dy }, size);
}

export function sized(box: PixelBox, dx: number, dy: number, size: Size): PixelBox {
  const width = Math.min(Math.max(smallest, box.width + dx), size.width - box.x);
  const height = Math.min(Math.max(smallest, box.height + dy), size.height - box.y);
  return inside({ ...box, width, height }, size);
}

/** A fifth of the photo in its middle. */
export function fresh(size: Size): PixelBox {
  const [width, height] = [size.width / 5, size.height / 5];
  return inside({ x: (size.width - width) / 2, y: (size.height - height) / 2, width, height }, size);
}

function inside({ x, y, width, height }: PixelBox, size: Size): PixelBox {
  const w = Math.min(Math.max(Math.round(width), Math.min(smallest, size.width)), size.width);
  const h = Math.min(Math.max(Math.round(height), Math.min(smallest, size.height)), size.height);
  const within = (value: number, max: number) => Math.min(Math.max(0, Math.round(value)), max);
  return { x: within(x, size.width - w), y: within(y, size.height - h), width: w, height: h };
}

/**
 * Makes a photo safe: what comes out was drawn by us from the pixels alone. Place, camera, owner and whatever else a
 * file carries beside its pixels stay behind, and so does what makes a picture something else at the same time.
 */
import { createHash } from 'node:crypto';
import { fileTypeFromFile } from 'file-type';
import sharp from 'sharp';
import type { Box } from '#engine/runtime/ports/publication-versions.ts';
import { Refusal } from '#engine/runtime/refusal.ts';

/** Longest side of the picture, and of its thumbnail, in pixels. */
const fullSideMax = 2048;
const thumbnailSideMax = 320;
const megapixelsMax = 40;
const jpegQuality = 82;
const taken = new Set(['image/jpeg', 'image/png', 'image/webp']);

export const imageMediaType = 'image/jpeg';

export interface Drawn {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
}

export interface Redrawn {
  readonly full: Drawn;
  readonly thumbnail: Drawn;
  /** Of the file that was sent, by its content. */
  readonly mediaType: string;
}

// One thread per picture, nothing kept: a burst of photos must not starve the requests beside it.
sharp.concurrency(1);
sharp.cache(false);
// Only these decoders ever run on a stranger's bytes; from memory, only what was drawn here.
const decoders = ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadWebpFile'];
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: [...decoders, 'VipsForeignLoadJpegBuffer'] });

/**
 * @param path a staged file
 * @returns the picture, upright and without metadata, and its thumbnail, both JPEG; and what it was
 * @throws Refusal 422 `FILE_NOT_AN_IMAGE`, `FILE_TOO_MANY_PIXELS`
 */
export async function redraw(path: string): Promise<Redrawn> {
  const type = await fileTypeFromFile(path).catch(() => undefined);
  if (type === undefined || !taken.has(type.mime)) throw new Refusal('FILE_NOT_AN_IMAGE', 422);
  await checkSize(path);
  try {
    const full = await draw(path, fullSideMax);
    return { full, thumbnail: await draw(path, thumbnailSideMax), mediaType: type.mime };
  } catch (cause) {
    throw notAnImage(cause);
  }
}

/**
 * @param picture one of ours @param boxes in its pixels
 * @returns the picture with the boxes in its pixels, and its thumbnail, drawn from what was covered already
 */
export async function redrawCovered(
  picture: Buffer,
  boxes: readonly Box[],
): Promise<{ readonly full: Drawn; readonly thumbnail: Drawn }> {
  const black = { r: 0, g: 0, b: 0 };
  const covers = boxes.map(({ x, y, width, height }) => ({
    input: { create: { width, height, channels: 3 as const, background: black } },
    left: x,
    top: y,
  }));
  const { data, info } = await sharp(picture, { failOn: 'error' })
    .composite(covers)
    .toColourspace('srgb')
    .jpeg({ quality: jpegQuality })
    .toBuffer({ resolveWithObject: true });
  const full = { data, width: info.width, height: info.height, sha256: sha256Of(data) };
  return { full, thumbnail: await draw(data, thumbnailSideMax) };
}

async function checkSize(path: string): Promise<void> {
  const { width, height } = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch((cause) => {
      throw notAnImage(cause);
    });
  if (width * height > megapixelsMax * 1_000_000) {
    throw new Refusal('FILE_TOO_MANY_PIXELS', 422, { megapixels: megapixelsMax });
  }
}

async function draw(source: string | Buffer, side: number): Promise<Drawn> {
  const { data, info } = await sharp(source, { failOn: 'error', limitInputPixels: megapixelsMax * 1_000_000 })
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: jpegQuality })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, sha256: sha256Of(data) };
}

function sha256Of(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function notAnImage(cause: unknown): Refusal {
  const refusal = new Refusal('FILE_NOT_AN_IMAGE', 422);
  refusal.cause = cause;
  return refusal;
}

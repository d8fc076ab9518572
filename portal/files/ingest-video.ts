/** A video as it is kept: without what it hides, and a picture that stands for it where pictures are shown. */
import { fileTypeFromFile } from 'file-type';
import sharp from 'sharp';
import { Refusal } from '#engine/runtime/refusal.ts';
import { factsOf } from './originals.ts';
import { stripVideo } from './video/strip.ts';

const taken = new Set(['video/mp4', 'video/quicktime', 'video/3gpp']);
const megabyte = 1024 * 1024;

export interface TakenVideo {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly poster: Buffer;
}

export function isVideo(mediaType: string | undefined): boolean {
  return mediaType !== undefined && taken.has(mediaType);
}

/** Whether a file is a video by its content. */
export async function isVideoFile(path: string): Promise<boolean> {
  return isVideo((await fileTypeFromFile(path).catch(() => undefined))?.mime);
}

/**
 * @param from a staged file @param to where the video is written; whoever calls removes it
 * @throws Refusal 413 `VIDEO_TOO_LARGE`, 422 `VIDEO_NOT_UNDERSTOOD`
 */
export async function takeVideo(from: string, to: string, bytesMax: number): Promise<TakenVideo> {
  const received = await factsOf(from);
  if (received.bytes > bytesMax) {
    throw new Refusal('VIDEO_TOO_LARGE', 413, { megabytes: Math.floor(bytesMax / megabyte) });
  }
  const { width, height } = await stripVideo(from, to);
  return { width, height, ...(await factsOf(to)), poster: await poster() };
}

/** A dark picture with the sign that one can play it: nothing of a video is decoded here. */
async function poster(): Promise<Buffer> {
  const [width, height, sign] = [320, 240, 80];
  const pixels = Buffer.alloc(width * height * 3, 40);
  for (let row = 0; row < sign; row += 1) {
    const half = sign / 2;
    const length = sign - Math.abs(row - half) * 2;
    const at = ((height - sign) / 2 + row) * width + (width - sign) / 2;
    pixels.fill(230, at * 3, (at + length) * 3);
  }
  return await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer();
}

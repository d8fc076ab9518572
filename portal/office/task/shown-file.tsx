/** A photo that opens beside, or a video that plays where it stands. */
import type { PhotoView } from '#engine/runtime/application/common.ts';
import './shown-file.css';

export function ShownFile({ file, label }: { readonly file: PhotoView; readonly label: string }) {
  const { mediaType, url, thumbnailUrl } = file;
  if (mediaType.startsWith('video/')) {
    // What citizens and officials film has no captions.
    const shown = { className: 'shown-video', src: url, poster: thumbnailUrl, 'aria-label': label };
    return <video {...shown} controls preload="metadata" />;
  }
  return (
    <a href={url} target="_blank" rel="noreferrer">
      <img src={thumbnailUrl} alt={label} width={140} height={105} loading="lazy" />
    </a>
  );
}

/** Hands a text, or what is made already, to the browser as a file, under the last part of its path. */
export function download(path: string, content: string | Blob): void {
  const blob = typeof content === 'string' ? new Blob([content], { type: 'text/plain' }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = path.split('/').at(-1) ?? path;
  link.click();
  URL.revokeObjectURL(url);
}

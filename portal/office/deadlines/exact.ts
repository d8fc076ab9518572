/** A span to the second, hours going on beyond a day: `26:05:00`. */
export function exact(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const two = (part: number) => String(part).padStart(2, '0');
  const text = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60].map(two).join(':');
  return ms < 0 ? `−${text}` : text;
}

// The text of an XML file from its bytes, in whatever encoding it says it has (XML 1.0 §4.3.3, appendix F).

/**
 * @returns the text; a declaration of another encoding than UTF-8 is rewritten, since the text is kept as UTF-8 from now on
 */
export function decodeXml(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding === 'utf-8') return text;
  return text.replace(declared, (_, before: string, quote: string) => `${before}${quote}UTF-8${quote}`);
}

const declared = /^(\s*<\?xml[^>]*?\sencoding\s*=\s*)(["'])[A-Za-z][\w.-]*\2/;

function encodingOf(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0 && third === 0x3f) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const named = /^(?:ï»¿)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(start)?.[1] ?? 'utf-8';
  return isKnown(named) && !/^utf-?16/i.test(named) ? new TextDecoder(named).encoding : 'utf-8';
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label) !== null;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

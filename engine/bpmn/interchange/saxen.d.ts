// What is used of saxen, which ships no types.
declare module 'saxen' {
  type Decode = (text: string) => string;
  interface Hooks {
    openTag: (name: string, attributes: () => Readonly<Record<string, string>>, decode: Decode) => void;
    closeTag: (name: string) => void;
    text: (value: string, decode: Decode) => void;
    cdata: (value: string) => void;
    comment: (value: string) => void;
    error: (fault: Error) => void;
    warn: (fault: Error) => void;
  }
  export class Parser {
    on<K extends keyof Hooks>(name: K, hook: Hooks[K]): void;
    parse(xml: string): void;
  }
}

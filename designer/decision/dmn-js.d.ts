// dmn-js ships no types. What is used of it is typed in table-editor.ts.
declare module 'dmn-js-decision-table/lib/*' {
  const part: unknown;
  export default part;
}
declare module 'dmn-js-shared/lib/*' {
  const part: unknown;
  export default part;
}
declare module 'table-js/lib/*' {
  const part: unknown;
  export default part;
}
declare module 'ids' {
  export class Ids {
    constructor(seed?: readonly number[]);
    clear(): void;
    claim(id: string, element: unknown): void;
  }
}

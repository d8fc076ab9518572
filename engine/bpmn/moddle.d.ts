// The two libraries ship no types for their entry points.
declare module 'bpmn-moddle' {
  import type { ModdleResult } from '#engine/bpmn/moddle-types.ts';
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string, type?: string): Promise<ModdleResult>;
  }
}

declare module 'dmn-moddle' {
  import type { ModdleResult } from '#engine/bpmn/moddle-types.ts';
  export class DmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string, type?: string): Promise<ModdleResult>;
  }
}

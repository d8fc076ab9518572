// The two libraries ship no types for their entry points.
declare module 'bpmn-moddle' {
  import type { ModdleElement, ModdleResult } from '#engine/bpmn/moddle-types.ts';
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string, type?: string): Promise<ModdleResult>;
    create(type: string, attributes: Readonly<Record<string, unknown>>): ModdleElement;
    toXML(element: ModdleElement, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
  }
}

declare module 'dmn-moddle' {
  import type { ModdleElement, ModdleResult } from '#engine/bpmn/moddle-types.ts';
  export class DmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string, type?: string): Promise<ModdleResult>;
    toXML(element: ModdleElement, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
  }
}

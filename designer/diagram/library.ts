/** What the designer uses of bpmn-js and diagram-js, whose services come untyped out of their container. */
import type { ModdleElement } from '#engine/bpmn/moddle-types.ts';

/** An element of the picture with the BPMN element that it draws. */
export interface Shape {
  readonly id: string;
  readonly type: string;
  readonly businessObject: BusinessObject;
  readonly parent?: Shape | null;
  readonly labelTarget?: Shape;
  readonly waypoints?: readonly unknown[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type BusinessObject = ModdleElement & {
  readonly name?: string;
  set(property: string, value: unknown): void;
  readonly [property: string]: unknown;
};

export interface BusEvent {
  readonly element?: Shape;
  /** Of a file that has been read. */
  readonly elementsById?: Readonly<Record<string, BusinessObject>>;
}

export interface Services {
  readonly canvas: {
    zoom(level?: number | 'fit-viewport', center?: 'auto'): number;
    addMarker(element: string, marker: string): void;
    removeMarker(element: string, marker: string): void;
    scrollToElement(element: string, padding?: number): void;
    viewbox(): Viewbox;
    viewbox(box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): Viewbox;
    getContainer(): HTMLElement;
    getRootElement(): Shape;
  };
  readonly overlays: {
    add(element: string, type: string, overlay: Overlay): string;
    remove(filter: { readonly type: string }): void;
  };
  readonly elementRegistry: {
    get(id: string): Shape | undefined;
    forEach(each: (element: Shape) => void): void;
    filter(keep: (element: Shape) => boolean): Shape[];
  };
  readonly eventBus: {
    on(event: string, hear: (event: BusEvent) => void): void;
    on(event: string, priority: number, hear: (event: BusEvent) => void): void;
  };
  readonly selection: { get(): readonly Shape[]; select(element: Shape | null): void };
  readonly modeling: {
    updateProperties(element: Shape, properties: object): void;
    updateModdleProperties(element: Shape, moddle: unknown, properties: object): void;
  };
  readonly commandStack: { canUndo(): boolean; canRedo(): boolean; undo(): void; redo(): void };
  readonly bpmnFactory: { create(type: string, properties?: object): BusinessObject };
}

export interface Viewbox {
  readonly scale: number;
  readonly inner: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly outer: { readonly width: number; readonly height: number };
}

export interface Overlay {
  readonly position: {
    readonly top?: number;
    readonly left?: number;
    readonly right?: number;
    readonly bottom?: number;
  };
  readonly scale?: { readonly min: number; readonly max: number };
  readonly html: HTMLElement;
}

/** A viewer or modeler of bpmn-js. */
export interface Diagram {
  get<K extends keyof Services>(service: K): Services[K];
  importXML(xml: string): Promise<unknown>;
  saveXML(options?: { readonly format: boolean }): Promise<{ readonly xml?: string }>;
  destroy(): void;
}

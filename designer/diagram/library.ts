/** What the designer uses of bpmn-js and diagram-js, whose services come untyped out of their container. */
import type { ModdleElement } from '#engine/bpmn/moddle-types.ts';

/** An element of the picture with the BPMN element that it draws. */
export interface Shape {
  readonly id: string;
  readonly type: string;
  readonly businessObject: BusinessObject;
  readonly parent?: Shape | null;
  readonly labelTarget?: Shape;
  /** Of a sub-process: its inside stands on a page of its own. */
  readonly collapsed?: boolean;
  readonly waypoints?: readonly Point[];
  readonly incoming?: readonly Shape[];
  readonly outgoing?: readonly Shape[];
  /** Of a line. */
  readonly source?: Shape;
  readonly target?: Shape;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
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
    focus(): void;
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
  readonly selection: { get(): readonly Shape[]; select(element: Shape | readonly Shape[] | null): void };
  readonly alignElements: { trigger(elements: readonly Shape[], alignment: Alignment): void };
  readonly distributeElements: { trigger(elements: readonly Shape[], axis: 'horizontal' | 'vertical'): void };
  readonly minimap: { toggle(): void };
  readonly editorActions: { trigger(action: string, options?: unknown): unknown };
  readonly modeling: {
    updateProperties(element: Shape, properties: object): void;
    updateModdleProperties(element: Shape, moddle: unknown, properties: object): void;
    removeElements(elements: readonly Shape[]): void;
    moveElements(elements: readonly Shape[], delta: Point): void;
    connect(source: Shape, target: Shape): Shape;
    reconnect(connection: Shape, source: Shape, target: Shape, docking: Point): void;
    layoutConnection(connection: Shape): void;
    createShape(shape: object, at: Point, host: Shape, hints: object): Shape;
  };
  readonly autoPlace: { append(source: Shape, shape: Shape): Shape };
  readonly elementFactory: { createShape(attributes: object): Shape };
  readonly spaceTool: {
    calculateAdjustments(
      elements: readonly Shape[],
      axis: 'x' | 'y',
      delta: number,
      start: number,
    ): { readonly movingShapes: readonly Shape[]; readonly resizingShapes: readonly Shape[] };
    makeSpace(
      moving: readonly Shape[],
      resizing: readonly Shape[],
      delta: Point,
      direction: 'e' | 's',
      start: number,
    ): void;
  };
  readonly rules: { allowed(action: string, context: object): unknown };
  readonly directEditing: { cancel(): void };
  readonly commandStack: {
    canUndo(): boolean;
    canRedo(): boolean;
    undo(): void;
    redo(): void;
    execute(command: string, context: object): void;
  };
  readonly bpmnFactory: { create(type: string, properties?: object): BusinessObject };
}

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';

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

// A drawing for a file that has none, so that it can be opened in the designer: layer by layer from left to right, each
// sub-process a frame of its own, what is attached or described below. Plain, to be rearranged by hand.
import { type Box, channelHeight, gapWidth, type Line, type Link, linesOf, roomBelow, routesOf } from './route.ts';
import { escapeValue } from './xml-names.ts';
import { attributeOf, childElements, parseXml, withDescendants, type XmlElement } from './xml-tree.ts';

const bpmn = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const di = 'http://www.omg.org/spec/BPMN/20100524/DI';
const gap = { x: 60, y: 40, margin: 40 } as const;

interface Drawing {
  readonly boxes: Map<string, Box>;
  readonly lines: Line[];
  /** Sub-processes whose inside stands on a page of its own. */
  readonly collapsed: ReadonlySet<string>;
}

/** Where everything of a process would stand if it were drawn anew. */
export interface FreshDrawing {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly lines: readonly Line[];
}

/**
 * A fresh drawing of the one process of a file, for an editor that moves what is drawn already.
 * @param collapsed ids of sub-processes that are drawn as one box; what is in them is left alone
 * @returns null where the file has pools, or no process that can be drawn
 */
export function freshDrawing(xml: string, collapsed: ReadonlySet<string>): FreshDrawing | null {
  const elements = childElements(parseXml(xml)).filter(({ uri }) => uri === bpmn);
  const [process, ...others] = elements.filter(({ local }) => local === 'process');
  if (process === undefined || others.length > 0 || elements.some(({ local }) => local === 'collaboration'))
    return null;
  const drawing: Drawing = { boxes: new Map(), lines: [], collapsed };
  place(process, drawing, { x: 160, y: 80 });
  return drawing;
}

/** @returns the file, with a drawing for every process where it had none at all */
export function withDrawing(xml: string): { readonly xml: string; readonly added: boolean } {
  const root = parseXml(xml);
  const diagrams = childElements(root).filter(({ local, uri }) => local === 'BPMNDiagram' && uri === di);
  const drawn = diagrams.some((diagram) => [...withDescendants(diagram)].some(({ local }) => local === 'BPMNShape'));
  if (drawn || diagrams.length > 0 || root.selfClosing) return { xml, added: false };
  const processes = childElements(root).filter(
    (element) => element.uri === bpmn && element.local === 'process' && nodesIn(element).length > 0,
  );
  if (processes.length === 0) return { xml, added: false };
  const text = processes.map((process) => diagramOf(process)).join('');
  return { xml: `${xml.slice(0, root.closeStart)}${text}${xml.slice(root.closeStart)}`, added: true };
}

function diagramOf(process: XmlElement): string {
  const drawing: Drawing = { boxes: new Map(), lines: [], collapsed: new Set() };
  place(process, drawing, { x: 160, y: 80 });
  const plane = idOf(process);
  const shapes = [...drawing.boxes.values()].map(shapeText);
  return [
    `  <bpmndi:BPMNDiagram xmlns:bpmndi="${di}" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="${escapeValue(plane)}_diagram">`,
    `    <bpmndi:BPMNPlane id="${escapeValue(plane)}_plane" bpmnElement="${escapeValue(plane)}">`,
    ...shapes,
    ...drawing.lines.map(edgeText),
    '    </bpmndi:BPMNPlane>',
    '  </bpmndi:BPMNDiagram>',
    '',
  ].join('\n');
}

/** Puts everything inside of a process or sub-process at its place. @returns the size that it takes */
function place(container: XmlElement, drawing: Drawing, at: { readonly x: number; readonly y: number }) {
  const nodes = nodesIn(container).filter(({ local }) => local !== 'boundaryEvent');
  const links = linksIn(container);
  const hosts = hostsIn(container);
  const layers = layersOf(nodes, links, hosts);
  const columns = layers.map((layer) => layer.map(idOf));
  const routes = routesOf(links, columns, hosts);
  const gaps = [at.x];
  let x = at.x + gapWidth(routes, 0, 0);
  let bottom = at.y;
  for (const [index, layer] of layers.entries()) {
    const column = placeColumn(layer, drawing, { x, y: at.y, hosts });
    gaps.push(x + column.width);
    x += column.width + gapWidth(routes, index + 1, index + 1 === layers.length ? 0 : gap.x);
    bottom = Math.max(bottom, column.bottom);
  }
  attach(container, drawing);
  drawing.lines.push(...linesOf(routes, { boxes: drawing.boxes, gaps, bottom: bottom - gap.y, hosts }));
  const low = bottom + channelHeight(routes);
  const other = artifacts(container, drawing, { x: at.x, y: low });
  drawing.lines.push(...straightLines(links, drawing));
  return {
    width: Math.max(x, other.right) - at.x + 2 * gap.margin,
    height: other.bottom - at.y + gap.margin,
  };
}

/** One below the other. */
function placeColumn(
  layer: readonly XmlElement[],
  drawing: Drawing,
  at: { readonly x: number; readonly y: number; readonly hosts: ReadonlyMap<string, string> },
) {
  let y = at.y;
  let width = 0;
  for (const node of layer) {
    const id = idOf(node);
    const expanded = isFrame(node) && !drawing.collapsed.has(id);
    const size = expanded ? place(node, drawing, { x: at.x + gap.margin, y: y + gap.margin }) : sizeOf(node);
    const lift = expanded ? 0 : (80 - Math.min(80, size.height)) / 2;
    drawing.boxes.set(id, { id, x: at.x, y: y + lift, ...size, expanded });
    const events = [...at.hosts.values()].filter((host) => host === id).length;
    y += Math.max(80, size.height) + gap.y + roomBelow(events);
    width = Math.max(width, size.width);
  }
  return { width, bottom: y };
}

function linksIn(container: XmlElement): readonly Link[] {
  return childElements(container)
    .filter(({ local }) => /^(sequenceFlow|association)$/.test(local))
    .flatMap((flow) => {
      const [source, target] = [attributeOf(flow, 'sourceRef'), attributeOf(flow, 'targetRef')];
      return source === null || target === null ? [] : [{ id: idOf(flow), source: bare(source), target: bare(target) }];
    });
}

/** To and from notes and data. */
function straightLines(links: readonly Link[], { boxes, lines }: Drawing): readonly Line[] {
  const drawn = new Set(lines.map(({ id }) => id));
  return links.flatMap((link): Line[] => {
    const [from, to] = [boxes.get(link.source), boxes.get(link.target)];
    if (from === undefined || to === undefined || drawn.has(link.id)) return [];
    const center = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
    return [{ ...link, points: [center(from), center(to)] }];
  });
}

/** Nodes by the longest way to them; what leads back does not count. */
function layersOf(nodes: readonly XmlElement[], edges: readonly Link[], hosts: ReadonlyMap<string, string>) {
  const inside = new Set(nodes.map(idOf));
  const next = Map.groupBy(
    edges
      .map(({ source, target }) => ({ source: hosts.get(source) ?? source, target }))
      .filter(({ source, target }) => inside.has(source) && inside.has(target)),
    ({ source }) => source,
  );
  const depth = new Map<string, number>();
  const walk = (id: string, level: number, path: ReadonlySet<string>): void => {
    if (path.has(id) || (depth.get(id) ?? -1) >= level) return;
    depth.set(id, level);
    for (const { target } of next.get(id) ?? []) walk(target, level + 1, new Set([...path, id]));
  };
  const targets = new Set([...next.values()].flat().map(({ target }) => target));
  const roots = nodes.filter((node) => !targets.has(idOf(node)));
  for (const node of [...roots, ...nodes]) if (!depth.has(idOf(node))) walk(idOf(node), 0, new Set());
  const layers = Map.groupBy(nodes, (node) => depth.get(idOf(node)) ?? 0);
  return [...layers].toSorted(([a], [b]) => a - b).map(([, layer]) => layer);
}

/** Boundary events sit on the lower border of their activity. */
function attach(container: XmlElement, { boxes }: Drawing): void {
  const taken = new Map<string, number>();
  for (const [event, host] of hostsIn(container)) {
    const box = boxes.get(host);
    if (box === undefined) continue;
    const nth = taken.get(host) ?? 0;
    taken.set(host, nth + 1);
    const [x, y] = [box.x + box.width - 28 - nth * 44, box.y + box.height - 18];
    boxes.set(event, { id: event, x, y, width: 36, height: 36, expanded: false });
  }
}

function hostsIn(container: XmlElement): ReadonlyMap<string, string> {
  return new Map(
    nodesIn(container).flatMap((node) => {
      const host = node.local === 'boundaryEvent' ? attributeOf(node, 'attachedToRef') : null;
      return host === null ? [] : [[idOf(node), bare(host)] as const];
    }),
  );
}

/** Notes and data stand in a row below. */
function artifacts(container: XmlElement, { boxes }: Drawing, at: { readonly x: number; readonly y: number }) {
  const found = childElements(container).filter(({ local }) =>
    /^(textAnnotation|dataObjectReference|dataStoreReference)$/.test(local),
  );
  let x = at.x;
  for (const element of found) {
    const [width, height] = element.local === 'textAnnotation' ? [160, 50] : [36, 50];
    boxes.set(idOf(element), { id: idOf(element), x, y: at.y + 20, width, height, expanded: false });
    x += width + gap.x;
  }
  return { right: x, bottom: found.length > 0 ? at.y + 70 : at.y };
}

function nodesIn(container: XmlElement): readonly XmlElement[] {
  return childElements(container).filter(
    ({ local, uri }) => uri === bpmn && /(Event|[tT]ask|Gateway|[sS]ubProcess|^transaction|^callActivity)$/.test(local),
  );
}

function isFrame(node: XmlElement): boolean {
  return /subProcess$|^transaction$/i.test(node.local) && nodesIn(node).length > 0;
}

function sizeOf({ local }: XmlElement): { readonly width: number; readonly height: number } {
  if (/Event$/.test(local)) return { width: 36, height: 36 };
  return /Gateway$/.test(local) ? { width: 50, height: 50 } : { width: 100, height: 80 };
}

function shapeText({ id, x, y, width, height, expanded }: Box): string {
  const name = escapeValue(id);
  const frame = expanded ? ' isExpanded="true"' : '';
  return [
    `      <bpmndi:BPMNShape id="${name}_di" bpmnElement="${name}"${frame}>`,
    `        <dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" />`,
    '      </bpmndi:BPMNShape>',
  ].join('\n');
}

function edgeText({ id, points }: Line): string {
  const name = escapeValue(id);
  return [
    `      <bpmndi:BPMNEdge id="${name}_di" bpmnElement="${name}">`,
    ...points.map(({ x, y }) => `        <di:waypoint x="${x}" y="${y}" />`),
    '      </bpmndi:BPMNEdge>',
  ].join('\n');
}

function idOf(element: XmlElement): string {
  return attributeOf(element, 'id') ?? '';
}

function bare(reference: string): string {
  return reference.replace(/^[^:]*:/, '');
}

/**
 * Boxes over a photo: drawn with mouse or finger, moved and sized with the arrow keys. What is saved is a copy with the
 * boxes in its pixels; the photo of the case stays as it is.
 */
import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import type { CoveredPhoto, PixelBox } from '#engine/runtime/application/publications.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { between, fresh, moved, type Size, sized } from './boxes.ts';
import { deskKey } from './queries.ts';
import { usePublicationWords } from './use-words.ts';

interface Props {
  readonly caseId: string;
  readonly photo: CoveredPhoto;
  readonly name: string;
  readonly close: () => void;
}

export function CoverEditor({ caseId, photo, name, close }: Props) {
  const t = usePublicationWords();
  const help = useId();
  const size = { width: photo.source.width, height: photo.source.height };
  const { boxes, add, change, remove } = useBoxes(photo.copy?.boxes ?? []);
  const save = useSave(caseId, photo, close);
  return (
    <Modal
      opened
      onClose={close}
      title={t('editorTitle', { name })}
      size="xl"
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <p id={help} className="wf-muted">
        {t('editorHelp')}
      </p>
      <Stage size={size} add={add}>
        <img src={photo.source.url} alt={name} width={size.width} height={size.height} draggable={false} />
        {boxes.map(({ id, box }, index) => (
          <Box
            key={id}
            label={t('boxLabel', { n: index + 1, ...percent(box, size) })}
            help={help}
            box={box}
            size={size}
            change={(next) => change(id, next)}
            remove={() => remove(id)}
          />
        ))}
      </Stage>
      {save.error !== undefined && <ProblemNotice error={save.error} />}
      <div className="work-actions">
        <Button variant="default" onClick={() => add(fresh(size))}>
          {t('addBox')}
        </Button>
        {boxes.map(({ id }, index) => (
          <Button key={id} variant="default" size="compact-md" onClick={() => remove(id)}>
            {t('removeBox', { n: index + 1 })}
          </Button>
        ))}
      </div>
      <div className="work-actions">
        <Button loading={save.busy} onClick={() => save.run(boxes.map(({ box }) => box))}>
          {t('save')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  );
}

/** Boxes with a number each, by which they stay the same while others go. */
function useBoxes(first: readonly PixelBox[]) {
  const [boxes, setBoxes] = useState(() => first.map((box, id) => ({ id, box })));
  const last = useRef(first.length);
  return {
    boxes,
    add: (box: PixelBox) => {
      last.current += 1;
      const id = last.current;
      setBoxes((all) => [...all, { id, box }]);
    },
    change: (id: number, box: PixelBox) => setBoxes((all) => all.map((one) => (one.id === id ? { id, box } : one))),
    remove: (id: number) => setBoxes((all) => all.filter((one) => one.id !== id)),
  };
}

function useSave(caseId: string, { source, copy }: CoveredPhoto, close: () => void) {
  const t = usePublicationWords();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = (boxes: readonly PixelBox[]) => {
    setBusy(true);
    setError(undefined);
    api
      .put(`/cases/${caseId}/publication/photos/${source.id}`, { boxes, before: copy?.before ?? null })
      .then(async () => {
        await queries.invalidateQueries({ queryKey: deskKey(caseId) });
        notifications.show({ message: t('saved') });
        close();
      })
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { busy, error, run };
}

/** Where a box is drawn from corner to corner. */
function Stage({
  size,
  add,
  children,
}: {
  readonly size: Size;
  readonly add: (box: PixelBox) => void;
  readonly children: React.ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ readonly from: Point; readonly to: Point }>();
  const at = (event: PointerEvent): Point => pointIn(place.current, event, size);
  const end = () => {
    if (drawn !== undefined && far(drawn.from, drawn.to, size)) add(between(drawn.from, drawn.to, size));
    setDrawn(undefined);
  };
  return (
    <div
      ref={place}
      className="cover-stage"
      onPointerDown={(event) => {
        if (event.button !== 0 || (event.target as HTMLElement).closest('.cover-box') !== null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrawn({ from: at(event), to: at(event) });
      }}
      onPointerMove={(event) => setDrawn((now) => now && { ...now, to: at(event) })}
      onPointerUp={end}
      onPointerCancel={() => setDrawn(undefined)}
    >
      {children}
      {drawn !== undefined && (
        <span className="cover-box drawing" style={placeOf(between(drawn.from, drawn.to, size), size)} />
      )}
    </div>
  );
}

interface BoxProps {
  readonly label: string;
  readonly help: string;
  readonly box: PixelBox;
  readonly size: Size;
  readonly change: (box: PixelBox) => void;
  readonly remove: () => void;
}

function Box({ label, help, box, size, change, remove }: BoxProps) {
  const drag = useDrag(box, size, change);
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') remove();
    const [dx, dy] = directions[event.key] ?? [0, 0];
    if (dx === 0 && dy === 0) return;
    event.preventDefault();
    const step = Math.max(1, Math.round(Math.max(size.width, size.height) / 100));
    change((event.shiftKey ? sized : moved)(box, dx * step, dy * step, size));
  };
  return (
    <button
      type="button"
      className="cover-box"
      aria-label={label}
      aria-describedby={help}
      style={placeOf(box, size)}
      onKeyDown={keys}
      {...drag}
    >
      <span className="cover-corner" />
    </button>
  );
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A box goes where it is pulled; pulled at its corner it grows. */
function useDrag(box: PixelBox, size: Size, change: (box: PixelBox) => void) {
  const grip = useRef<{ readonly from: Point; readonly box: PixelBox; readonly corner: boolean }>(null);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const corner = (event.target as HTMLElement).classList.contains('cover-corner');
      event.currentTarget.setPointerCapture(event.pointerId);
      grip.current = { from: pointIn(event.currentTarget.parentElement, event, size), box, corner };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (grip.current === null) return;
      const { from, box: begun, corner } = grip.current;
      const to = pointIn(event.currentTarget.parentElement, event, size);
      change((corner ? sized : moved)(begun, to.x - from.x, to.y - from.y, size));
    },
    onPointerUp: () => {
      grip.current = null;
    },
    onPointerCancel: () => {
      grip.current = null;
    },
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function pointIn(place: Element | null, event: { clientX: number; clientY: number }, size: Size): Point {
  const box = place?.getBoundingClientRect();
  if (box === undefined || box.width === 0 || box.height === 0) return { x: 0, y: 0 };
  return {
    x: Math.round(((event.clientX - box.left) / box.width) * size.width),
    y: Math.round(((event.clientY - box.top) / box.height) * size.height),
  };
}

/** A tap is no box. */
function far(a: Point, b: Point, { width, height }: Size): boolean {
  return Math.abs(a.x - b.x) > width / 100 && Math.abs(a.y - b.y) > height / 100;
}

function percent({ x, y, width, height }: PixelBox, size: Size) {
  const of = (part: number, whole: number) => Math.round((part / whole) * 100);
  return {
    x: of(x, size.width),
    y: of(y, size.height),
    width: of(width, size.width),
    height: of(height, size.height),
  };
}

function placeOf(box: PixelBox, size: Size): CSSProperties {
  return {
    left: `${(box.x / size.width) * 100}%`,
    top: `${(box.y / size.height) * 100}%`,
    width: `${(box.width / size.width) * 100}%`,
    height: `${(box.height / size.height) * 100}%`,
  };
}

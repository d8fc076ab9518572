/**
 * A dialog that is there as long as it is rendered. Mantine gives the focus back only where a dialog stays mounted; here
 * it goes back to what had it, or to the page where that is gone, so that a keyboard does not begin at the top again.
 */
import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

export function Dialog(props: Omit<ModalProps, 'opened'>) {
  useFocusBack();
  return <Modal {...props} opened />;
}

function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Whoever has taken the focus meanwhile keeps it.
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
      const back = isThere ? before : document.getElementById('main');
      back?.focus({ preventScroll: true });
    },
    [before],
  );
}

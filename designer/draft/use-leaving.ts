/** What is not saved is saved when the editor is left or the line is there again, and asked about when the page is closed. */
import { useEffect } from 'react';

/** @param isUnsaved and flush stay the same from one drawing to the next */
export function useLeaving(isUnsaved: () => boolean, flush: () => Promise<void>): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (isUnsaved()) event.preventDefault();
    };
    const again = (): void => void flush();
    addEventListener('beforeunload', warn);
    addEventListener('online', again);
    return () => {
      removeEventListener('beforeunload', warn);
      removeEventListener('online', again);
      void flush();
    };
  }, [isUnsaved, flush]);
}

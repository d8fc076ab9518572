import { createRoot } from 'react-dom/client';
import type { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { readLanguage } from './language.ts';
import { Providers } from './providers.tsx';

/** Shows a single-page application in its page, in the reader's language. */
export function mount(router: ReturnType<typeof createBrowserRouter>): void {
  const language = readLanguage();
  document.documentElement.lang = language;
  const place = document.getElementById('app');
  if (place === null) return;
  createRoot(place).render(
    <Providers language={language}>
      <RouterProvider router={router} />
    </Providers>,
  );
}

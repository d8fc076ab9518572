/** Makes the draft of a new service of its files, and goes to it. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '#portal/kit/react/api-client.ts';
import { servicesKey } from '../queries.ts';
import type { NamedService } from './name-fields.tsx';
import { useWords } from './use-words.ts';

/** @param then where to go in the new service */
export function useMakeService(
  { key, name }: NamedService,
  filesOf: () => Promise<Readonly<Record<string, string>>>,
  then = '',
) {
  const t = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const files = Object.entries(await filesOf()).map(([path, content]) => ({ path, content }));
      await api.post('/services', { key, files });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: servicesKey });
      notifications.show({ message: t('created', { name: name.vi }) });
      await navigate(`/${key}${then}`);
    },
  });
}

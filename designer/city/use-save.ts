/** Saving one text of the city: what stands afterwards is shown, and what else goes by it is asked again. */
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '#portal/kit/react/api-client.ts';

interface Saving<View> {
  /** With the sentence that says why; answers the text as it stands then. */
  readonly write: (note: string) => Promise<View>;
  /** Under which the text was asked. */
  readonly key: QueryKey;
  /** Whatever begins so is asked again. */
  readonly touches?: QueryKey;
  readonly onSaved: (view: View) => void;
}

export function useSave<View>({ write, key, touches, onSaved }: Saving<View>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: async (after) => {
      if (touches !== undefined) await queries.invalidateQueries({ queryKey: touches });
      queries.setQueryData(key, after);
      onSaved(after);
    },
  });
}

/**
 * @param within the path that all of them begin with and that is left out
 * @returns the first fault of each field, by its path
 */
export function faultsOf(error: unknown, within = ''): ReadonlyMap<string, string> {
  const fields = error instanceof ApiError ? error.fields : [];
  return new Map(
    fields
      .toReversed()
      .map(({ path, message }) => [path.startsWith(within) ? path.slice(within.length) : path, message]),
  );
}

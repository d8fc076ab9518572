import { test } from 'node:test';

/**
 * Tests that build on one another: after the first that fails the others fail at once, for that reason, and do not wait
 * for what cannot come.
 */
export function inOrder(): (name: string, act: () => Promise<void>) => void {
  let broken: string | undefined;
  return (name, act) => {
    void test(name, async () => {
      if (broken !== undefined) throw new Error(`not tried: "${broken}" failed`);
      try {
        await act();
      } catch (error) {
        broken = name;
        throw error;
      }
    });
  };
}

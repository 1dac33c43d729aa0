import { relative } from 'node:path';

/**
 * What a user can do where the system did not let something be written, in one sentence; nothing where an error is
 * another one.
 *
 * @param root The folder from which the sentence names what could not be written.
 */
export function whyNotWritten(error: unknown, root: string): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return undefined;
  const path = relative(root, String(error.path)) || root;
  return `${path} cannot be written (${error.code}): let this user write there, and see that nothing else stands in its place.`;
}

import { relative } from 'node:path';

/**
 * What a user can do where the system did not let something be written, in one sentence; nothing where an error is
 * another one.
 *
 * @param root The folder from which the sentence names what could not be written.
 */
export function whyNotWritten(error: unknown, root: string): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return undefined;
  return sentence(String(error.code), String(error.path), root);
}

// As Rust numbers them, in which the bundler is written.
const codes: Record<string, string> = { 13: 'EACCES', 28: 'ENOSPC', 30: 'EROFS', 122: 'EDQUOT' };

/** The same for an error that is printed: its code, and the path beside it. */
export function whyNotWrittenAsPrinted(printed: string, root: string): string | undefined {
  const [, code, path] =
    /\b(ENOSPC|EDQUOT|EROFS|EACCES|EPERM): [^\n]*?(?:, \w+(?: '([^'\n]+)')?)/.exec(printed) ?? [];
  if (code !== undefined) return sentence(code, path, root);
  const [, bundled, number = ''] =
    /Failed to write file in ([^\n]+)[^]*\(os error (\d+)\)/.exec(printed) ?? [];
  const known = codes[number];
  return known === undefined ? undefined : sentence(known, bundled, root);
}

function sentence(code: string, path: string | undefined, root: string): string {
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return `The disk is full (${code}): make room, and try again. Nothing that was there before has changed.`;
  }
  const what = path === undefined ? root : relative(root, path) || root;
  return `${what} cannot be written (${code}): let this user write there, and see that nothing else stands in its place.`;
}

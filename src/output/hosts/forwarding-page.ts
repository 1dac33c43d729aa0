import { underBase } from '../../publication/addresses/paths.ts';
import { site } from '../../site.ts';
import type { Redirect } from './policy.ts';

/** The page at the old place of one that has moved, for hosts that cannot redirect. */
export function forwardingPage({ to }: Redirect, base: string): string {
  const path = underBase(to, base);
  return `<!doctype html>
<html lang="${site.language}">
<meta charset="utf-8">
<title>Moved</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=${path}">
<p>This page has moved: <a href="${path}">here it is</a>.</p>
</html>
`;
}

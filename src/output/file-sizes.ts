/** Whether a page leaves open how large files are that it offers, as Size.astro does. */
export const isUnsized = (html: string) => html.includes('<span data-size-of=');

/**
 * The page with the sizes that it leaves open: each says what one kilobyte is called.
 *
 * @param sizeOf The size of the file at a path, in bytes; throws where there is none.
 */
export function withSizes(html: string, sizeOf: (path: string) => number): string {
  return html.replace(
    /<span data-size-of="([^"]*)"[^>]*>([^<]*)<\/span>/g,
    (_, path: string, one: string) =>
      `, ${one.replace('1', String(Math.max(1, Math.round(sizeOf(path) / 1000))))}`,
  );
}

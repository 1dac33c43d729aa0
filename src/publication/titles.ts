/** Search engines show about this many characters of a title. */
export const longestTitle = 60;

/**
 * The title of a page for its head: the page, then the site where both fit into {@link longestTitle}, so that what
 * tells pages apart comes first; the site alone for the home page.
 */
export function documentTitle(page: string | undefined, site: string): string {
  if (page === undefined) return site;
  const both = `${page} · ${site}`;
  return both.length <= longestTitle ? both : page;
}

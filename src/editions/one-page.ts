import { toHtml } from 'hast-util-to-html';
import type { Essay } from '../library/essays.ts';
import { idOnOnePage, paths } from '../library/paths.ts';
import type { Series } from '../library/series.ts';
import { lowerHeadings, prefixIds, relink, textOf, treeOf, type Texts } from './text.ts';

/**
 * The text of an essay, or of its discussion, on the one page of its series: below a heading of its own, with ids that
 * no other essay has, and with links that stay on the page where they lead to an essay of the series.
 */
export function onOnePage(essay: Essay, series: Series, texts: Texts): string {
  const tree = treeOf(textOf(essay.slug, texts));
  lowerHeadings(tree);
  prefixIds(tree, idOnOnePage(essay.slug, ''));
  relink(tree, (written) => {
    const target = targetWithin(written, essay, series.essays);
    return target ? `#${idOnOnePage(target.essay.slug, target.fragment)}` : written;
  });
  return toHtml(tree);
}

/**
 * The essay to whose page an address leads, and the fragment of it, where it is one of those given.
 *
 * @param from The essay in which the address is written.
 */
export function targetWithin(
  written: string,
  from: Essay,
  essays: readonly Essay[],
): { essay: Essay; fragment?: string } | undefined {
  const [path = '', fragment] = written.split('#');
  const essay = path === '' ? from : essays.find(({ slug }) => paths.essay(slug) === path);
  return essay && { essay, ...(fragment !== undefined && { fragment }) };
}

import type { Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Essay, Series } from '../publication/model.ts';
import { idOnOnePage } from '../publication/addresses/paths.ts';
import {
  eachElement,
  hasClass,
  lowerHeadings,
  prefixIds,
  relink,
  replaceElements,
  targetWithin,
  textOf,
  treeOf,
  type Texts,
} from './trees.ts';

/**
 * The text of an essay, or of its discussion, on the one page of its series: below a heading of its own, with ids that
 * no other essay has, and with links that stay on the page where they lead to an essay of the series.
 */
export function onOnePage(essay: Essay, series: Series, texts: Texts): string {
  const tree = treeOf(textOf(essay.slug, texts));
  lowerHeadings(tree);
  prefixIds(tree, idOnOnePage(essay.slug, ''));
  stayOnPage(tree, series, essay);
  // Each would be as long as a line: on this page the numbers are the style sheet's alone.
  replaceElements(tree, (element) => (hasClass(element, 'passage') ? [] : undefined));
  eachElement(tree, ({ tagName, properties }) => {
    // Most of the essays are out of sight.
    if (tagName === 'img') properties['loading'] = 'lazy';
  });
  return toHtml(tree);
}

/** The same for what belongs to the series as a whole. */
export function ofSeries(html: string, series: Series): string {
  const tree = treeOf(html);
  stayOnPage(tree, series);
  return toHtml(tree);
}

function stayOnPage(tree: Root, series: Series, from?: Essay): void {
  relink(tree, (written) => {
    const target = targetWithin(written, from, series.essays);
    return target ? `#${idOnOnePage(target.essay.slug, target.fragment)}` : written;
  });
}

import { dirname } from 'node:path';
import type { Element, Root } from 'xast';
import { fromXml } from 'xast-util-from-xml';
import {
  dayIn,
  NoExport,
  type OldAuthor,
  type OldPost,
  type OldSite,
  textOfFile,
} from './posts.ts';
import { fromWordPress } from './shortcodes.ts';

// WordPress eXtended RSS: what its Tools, Export writes.

/** Reads such a file. @throws NoExport where it cannot be read. */
export function wordPressSite(path: string): OldSite {
  const channel = childOf(childOf(treeOf(path), 'rss'), 'channel');
  if (!channel) throw new NoExport(`${path} is no export of WordPress: it has no channel.`);
  const origin = textOf(channel, 'wp:base_blog_url') || textOf(channel, 'link');
  const authors = new Map(
    childrenOf(channel, 'wp:author').map((one): [string, OldAuthor] => {
      const login = textOf(one, 'wp:author_login');
      const names = ['wp:author_first_name', 'wp:author_last_name'].map((name) =>
        textOf(one, name),
      );
      const name = textOf(one, 'wp:author_display_name') || names.join(' ').trim() || login;
      return [login, { name }];
    }),
  );
  const lost: OldSite['lost'] = [];
  const others = new Map<string, number>();
  const posts = childrenOf(channel, 'item').flatMap((item) => {
    const type = textOf(item, 'wp:post_type') || 'post';
    const status = textOf(item, 'wp:status');
    if ((type !== 'post' && type !== 'page') || /^(trash|auto-draft|inherit)$/.test(status)) {
      others.set(type, (others.get(type) ?? 0) + 1);
      return [];
    }
    return [postOf(item, type === 'page', path, authors)];
  });
  for (const [type, count] of others) {
    lost.push({
      from: path,
      reason: `${count} of the kind "${type}", which are no posts and no pages`,
    });
  }
  return {
    posts,
    folder: dirname(path),
    lost,
    origin: URL.canParse(origin) ? new URL(origin) : undefined,
  };
}

function treeOf(path: string): Root {
  try {
    // Signs that XML forbids, which old posts have.
    const text = textOfFile(path).replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '');
    return fromXml(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new NoExport(`${path} cannot be read as XML (${reason}).`);
  }
}

function postOf(
  item: Element,
  isPage: boolean,
  path: string,
  authors: ReadonlyMap<string, OldAuthor>,
): OldPost {
  const title = textOf(item, 'title');
  const link = textOf(item, 'link');
  const status = textOf(item, 'wp:status');
  const creator = textOf(item, 'dc:creator');
  const { html, lost } = fromWordPress(textOf(item, 'content:encoded'));
  const comments = childrenOf(item, 'wp:comment').length;
  if (comments > 0) {
    const few = comments === 1 ? '1 comment' : `${comments} comments`;
    lost.push(`${few}: discussions are archived here in paraphrase`);
  }
  if (textOf(item, 'wp:post_password') !== '') lost.push('its password');
  const topics = childrenOf(item, 'category')
    .filter(({ attributes }) => /^(category|post_tag|tag)$/.test(attributes['domain'] ?? ''))
    .map((one) => contentOf(one))
    .filter((name) => name !== 'Uncategorized');
  return {
    from: `${path}, ${title === '' ? 'without a title' : `“${title}”`}`,
    kind: isPage ? 'pages' : 'essays',
    title,
    name: textOf(item, 'wp:post_name') || title,
    published: dayIn(textOf(item, 'wp:post_date')) || dayIn(textOf(item, 'pubDate')),
    standfirst: textOf(item, 'excerpt:encoded'),
    authors: creator === '' ? [] : [authors.get(creator) ?? { name: creator }],
    topics,
    isDraft: !/^(publish|future)$/.test(status) || textOf(item, 'wp:post_password') !== '',
    addresses: URL.canParse(link) ? [new URL(link).pathname] : [],
    number: textOf(item, 'wp:post_id'),
    // Without tags of paragraphs, an empty line ends one.
    html: /<!-- wp:/.test(html) ? html : `<div data-lines>${html}</div>`,
    folder: dirname(path),
    lost,
  };
}

const childrenOf = (parent: Element | Root | undefined, name: string): Element[] =>
  (parent?.children ?? []).flatMap((child) =>
    child.type === 'element' && child.name === name ? [child] : [],
  );

const childOf = (parent: Element | Root | undefined, name: string): Element | undefined =>
  childrenOf(parent, name)[0];

const contentOf = (element: Element): string =>
  element.children
    .map((child) => (child.type === 'text' || child.type === 'cdata' ? child.value : ''))
    .join('')
    .trim();

function textOf(parent: Element, name: string): string {
  const child = childOf(parent, name);
  return child ? contentOf(child) : '';
}

import { dirname } from 'node:path';
import { z } from 'astro/zod';
import { dayIn, NoExport, type OldPost, type OldSite, textOfFile } from './posts.ts';

// What Ghost exports, as it is from version 1 on: https://ghost.org/docs/migration/ghost/

const id = z.union([z.string(), z.number()]).transform(String);
const words = z.string().nullish();
const data = z.object({
  posts: z.array(
    z.object({
      ...{
        id,
        title: z.string(),
        slug: z.string(),
        html: words,
        plaintext: words,
        mobiledoc: words,
      },
      ...{ lexical: words, status: words, type: words, locale: words, visibility: words },
      ...{ custom_excerpt: words, meta_description: words, feature_image: words },
      ...{
        published_at: z.unknown().optional(),
        created_at: z.unknown().optional(),
        author_id: id.nullish(),
      },
      page: z.union([z.boolean(), z.number()]).nullish(),
    }),
  ),
  users: z.array(z.object({ id, name: z.string(), bio: words })).default([]),
  tags: z.array(z.object({ id, name: z.string() })).default([]),
  posts_tags: z.array(z.object({ post_id: id, tag_id: id })).default([]),
  posts_authors: z.array(z.object({ post_id: id, author_id: id })).default([]),
});
const exported = z.union([
  z.object({ db: z.array(z.object({ data })).min(1) }).transform(({ db }) => db[0]?.data),
  z.object({ data }).transform((one) => one.data),
]);

type Data = z.infer<typeof data>;

/** Reads such a file. @throws NoExport where it is none. */
export function ghostSite(path: string): OldSite {
  const all = read(path);
  return {
    posts: all.posts.map((post) => postOf(post, all, path)),
    folder: dirname(path),
    lost: [],
  };
}

function read(path: string): Data {
  try {
    const all = exported.parse(JSON.parse(textOfFile(path)));
    if (all) return all;
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new NoExport(`${path} cannot be read as JSON (${error.message}).`);
    }
  }
  throw new NoExport(`${path} is no export of Ghost: it has no list of posts.`);
}

function postOf(post: Data['posts'][number], all: Data, path: string): OldPost {
  const signed = all.posts_authors.filter(({ post_id }) => post_id === post.id);
  const ids = signed.length > 0 ? signed.map(({ author_id }) => author_id) : [post.author_id];
  const tagged = all.posts_tags.filter(({ post_id }) => post_id === post.id);
  const tags = tagged.flatMap(({ tag_id }) => all.tags.filter((tag) => tag.id === tag_id));
  const html = post.html ?? markdownCardOf(post.mobiledoc) ?? '';
  const isHidden = /^(members|paid|tiers)$/.test(post.visibility ?? '');
  return {
    from: `${path}, “${post.title}”`,
    kind: post.type === 'page' || post.page ? 'pages' : 'essays',
    title: post.title,
    name: post.slug,
    published: dayIn(dateOf(post.published_at ?? post.created_at)),
    standfirst: post.custom_excerpt ?? post.meta_description ?? '',
    authors: all.users
      .filter((user) => ids.includes(user.id))
      .map(({ name, bio }) => ({ name, bio: bio ?? undefined })),
    // A number sign begins a tag that readers do not see.
    topics: tags.map(({ name }) => name).filter((name) => !name.startsWith('#')),
    isDraft: !/^(published|scheduled)$/.test(post.status ?? '') || isHidden,
    language: post.locale ?? undefined,
    addresses: [`/${post.slug}/`],
    html: html.replaceAll('__GHOST_URL__', ''),
    cover: post.feature_image?.replaceAll('__GHOST_URL__', '') ?? undefined,
    folder: dirname(path),
    lost: [
      ...(html === '' ? ['its text, which the export holds in a form of the editor alone'] : []),
      ...(isHidden ? [`that it is for ${post.visibility ?? ''} alone: it is a draft`] : []),
    ],
  };
}

/** Old exports give moments as numbers. */
const dateOf = (written: unknown) => (typeof written === 'number' ? new Date(written) : written);

/** The HTML that an export without any holds in its cards. */
function markdownCardOf(mobiledoc: string | null | undefined): string | undefined {
  const cards =
    /\["(?:html|card-markdown|markdown)",\{[^]*?"(?:html|markdown)":("(?:[^"\\]|\\.)*")/.exec(
      mobiledoc ?? '',
    );
  return cards?.[1] === undefined ? undefined : z.string().parse(JSON.parse(cards[1]));
}

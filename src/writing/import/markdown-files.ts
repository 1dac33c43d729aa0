import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { createMarkdownProcessor } from '@astrojs/markdown-remark';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { z } from 'astro/zod';
import { slugOf } from '../../publication/slugs.ts';
import { dayIn, type OldPost, type OldSite, textOfFile } from './posts.ts';
import { fromShortcodes } from './shortcodes.ts';

// Markdown with the frontmatter of Hugo, Jekyll or Astro: YAML, TOML or JSON.

const words = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .optional()
  .catch(undefined);
const list = z
  .union([
    z.array(z.union([z.string(), z.number()]).transform(String)),
    z.string().transform((text) => text.split(/\s*,\s*/).filter(Boolean)),
  ])
  .optional()
  .catch(undefined);
const person = z
  .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
  .transform((name) => name.trim());
const picture = z
  .union([
    z.string(),
    z
      .object({ src: words, url: words, path: words, image: words, relative: words })
      .transform(({ src, url, path, image }) => src ?? url ?? path ?? image),
  ])
  .optional()
  .catch(undefined);

/** The keys of the three programs that have a place here. */
const frontmatter = z.object({
  ...{ title: words, slug: words, url: words, permalink: words, draft: words, published: words },
  ...{ description: words, summary: words, excerpt: words, subtitle: words, lang: words },
  ...{ language: words, layout: words, type: words, aliases: list, redirect_from: list },
  ...{ tags: list, categories: list, category: list, keywords: list, topics: list },
  ...{
    date: z.unknown().optional(),
    pubDate: z.unknown().optional(),
    publishDate: z.unknown().optional(),
    pubDatetime: z.unknown().optional(),
  },
  author: z
    .union([person, z.array(person)])
    .optional()
    .catch(undefined),
  authors: z
    .union([person, z.array(person)])
    .optional()
    .catch(undefined),
  ...{ image: picture, cover: picture, heroImage: picture, featured_image: picture },
});

type Frontmatter = z.infer<typeof frontmatter>;

/** The keys that are of no use to readers here, and not worth a word. */
const silent =
  /^(updated|lastmod|updatedDate|modified|weight|toc|comments?|math|mathjax|header|images?|featured|pin|hidden|sitemap|params|menu|id|guid|authorId|og\w*|seo|read_time|share|related|classes|last_modified_at)$/i;

/** Reads one file of Markdown, or all of a folder. */
export async function markdownSite(path: string): Promise<OldSite> {
  const isFolder = statSync(path).isDirectory();
  const folder = isFolder ? path : dirname(path);
  const files = isFolder ? rootsIn(path).flatMap(filesIn) : [path];
  const processor = await createMarkdownProcessor({ syntaxHighlight: false, smartypants: false });
  const lost: OldSite['lost'] = [];
  const config = configOf(folder);
  const posts: OldPost[] = [];
  for (const file of files) {
    const from = relative(folder, file) || basename(file);
    const { data, body, problem } = partsOf(textOfFile(file));
    if (problem !== undefined) {
      lost.push({ from, reason: problem });
      continue;
    }
    const post = postOf(file, from, frontmatter.parse(data), config);
    if (/(^|\/)_index\.\w+$/.test(from)) {
      lost.push({ from, reason: 'it is the page of a section, and the site makes its own lists' });
      continue;
    }
    const { markdown, lost: codes } = fromShortcodes(body);
    const unknown = Object.keys(data).filter(
      (key) => !(key in frontmatter.shape) && !silent.test(key),
    );
    post.lost.push(...codes, ...unknown.map((key) => `the key "${key}"`));
    post.html = (await processor.render(markdown)).code;
    posts.push(post);
  }
  return { posts, folder, lost, origin: config.origin };
}

/** The folders of the texts of a project; the folder itself where it is none. */
function rootsIn(folder: string): string[] {
  const known = ['content', '_posts', '_drafts', 'src/content', 'src/data/blog', 'src/pages/blog'];
  const there = known.map((name) => join(folder, name)).filter((one) => existsSync(one));
  return there.length > 0 ? there : [folder];
}

/** What projects say of themselves. */
const ofProject =
  /^(README|LICEN[CS]E|CHANGELOG|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|AGENTS|[A-Z]+)\.\w+$/;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !/^(\.|_site$|node_modules$|public$|themes$|vendor$)/.test(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path);
      const isText = /\.(md|mdx|markdown)$/i.test(entry.name) && !ofProject.test(entry.name);
      return entry.isFile() && isText ? [path] : [];
    });
}

/** The frontmatter of a file and what follows it; or why it cannot be read. */
function partsOf(text: string): {
  data: Record<string, unknown>;
  body: string;
  problem?: string;
} {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const [all, sign, source = ''] =
    /^(---|\+\+\+)[^\S\n]*\n([^]*?)\n?\1[^\S\n]*(?:\n|$)/.exec(plain) ?? [];
  if (all === undefined) {
    const json = /^\{\n[^]*?\n\}\n/.exec(plain)?.[0];
    if (json === undefined) return { data: {}, body: plain };
    return read(() => JSON.parse(json), plain.slice(json.length), 'JSON');
  }
  const body = plain.slice(all.length);
  return sign === '---'
    ? read(() => parseYaml(source, { schema: 'core', uniqueKeys: false }), body, 'YAML')
    : read(() => parseToml(source), body, 'TOML');
}

function read(parse: () => unknown, body: string, what: string): ReturnType<typeof partsOf> {
  try {
    return { data: z.record(z.string(), z.unknown()).parse(parse() ?? {}), body };
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { data: {}, body, problem: `its ${what} cannot be read (${reason.replace(/:$/, '')})` };
  }
}

/** What the configuration of Jekyll says of addresses. */
interface Config {
  origin?: URL | undefined;
  permalink: string;
}

const configurations = [
  ...['_config.yml', 'hugo.toml', 'hugo.yaml', 'config.toml', 'config.yaml'],
  ...[
    'config/_default/hugo.toml',
    'config/_default/config.toml',
    'astro.config.mjs',
    'astro.config.ts',
  ],
];

/** What the configuration says, which lies in the folder or above it. */
function configOf(folder: string): Config {
  const around = [
    folder,
    dirname(folder),
    dirname(dirname(folder)),
    dirname(dirname(dirname(folder))),
  ];
  const file = around
    .flatMap((one) => configurations.map((name) => join(one, name)))
    .find((one) => existsSync(one));
  const text = file === undefined ? '' : textOfFile(file);
  const [, url = ''] =
    /^\s*(?:url|baseURL|site)\s*[:=]\s*["']?(https?:\/\/[^"'\s]+)/im.exec(text) ?? [];
  const [, permalink = 'date'] = /^permalink:\s*["']?([^"'\s#]+)/m.exec(text) ?? [];
  return { permalink, origin: URL.canParse(url) ? new URL(url) : undefined };
}

const jekyllName = /^(\d{4}-\d\d?-\d\d?)-(.+)$/;

function postOf(file: string, from: string, data: Frontmatter, config: Config): OldPost {
  const stem = basename(file).replace(/\.\w+$/, '');
  const named = /^(index|page)$/.test(stem) ? basename(dirname(file)) : stem;
  const [, dayOfName, rest = named.replace(/\.[a-z]{2}$/, '')] = jekyllName.exec(named) ?? [];
  const date = data.date ?? data.pubDate ?? data.publishDate ?? data.pubDatetime;
  const isPage = data.layout === 'page' || data.type === 'page';
  const published = dayIn(date) || dayIn(dayOfName) || dayIn(data.published);
  const people = [data.authors ?? data.author ?? []].flat();
  const isDraft = data.draft === 'true' || data.published === 'false' || from.includes('_drafts/');
  return {
    from,
    kind: isPage ? 'pages' : 'essays',
    title: data.title ?? rest.replace(/[-_]+/g, ' '),
    name: data.slug ?? rest,
    published,
    standfirst: data.description ?? data.summary ?? data.excerpt ?? data.subtitle ?? '',
    authors: people.filter(Boolean).map((name) => ({ name })),
    topics: [data.tags, data.categories, data.category, data.topics].flatMap((one) => one ?? []),
    isDraft,
    language: data.lang ?? data.language ?? /\.([a-z]{2})\.\w+$/.exec(file)?.[1],
    addresses: addressesOf(file, rest, dayOfName, data, config),
    html: '',
    cover: data.cover ?? data.heroImage ?? data.featured_image ?? data.image,
    folder: dirname(file),
    lost: [],
  };
}

function addressesOf(
  file: string,
  rest: string,
  dayOfName: string | undefined,
  { slug, url, permalink, categories, category, aliases, redirect_from }: Frontmatter,
  config: Config,
): string[] {
  const own = url ?? (permalink?.includes(':') ? undefined : permalink);
  const others = [...(aliases ?? []), ...(redirect_from ?? [])];
  const name = slug ?? rest;
  if (own !== undefined) return [own, ...others];
  if (dayOfName !== undefined) {
    const pattern = permalink ?? config.permalink;
    return [jekyllAddress(pattern, name, dayOfName, categories ?? category ?? []), ...others];
  }
  // Hugo and Astro have addresses as the files below content/ lie, Astro without the folder of pages.
  const [, below] = /.*\/content\/(.+)$/.exec(file.replaceAll('\\', '/')) ?? [];
  if (below === undefined) return others;
  const folder = dirname(below).replace(/^\.$/, '');
  const isBundle = /(^|\/)index\.\w+$/.test(below);
  const parent = isBundle ? dirname(folder).replace(/^\.$/, '') : folder;
  return [`/${[parent, slugOf(name)].filter(Boolean).join('/')}/`.toLowerCase(), ...others];
}

const patterns: Record<string, string> = {
  date: '/:categories/:year/:month/:day/:title.html',
  pretty: '/:categories/:year/:month/:day/:title/',
  none: '/:categories/:title.html',
};

/** https://jekyllrb.com/docs/permalinks/ */
function jekyllAddress(
  pattern: string,
  title: string,
  date: string,
  categories: readonly string[],
): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const values: Record<string, string> = {
    ...{ year, month: month.padStart(2, '0'), day: day.padStart(2, '0'), title, slug: title },
    categories: categories.map(slugOf).join('/'),
  };
  return (patterns[pattern] ?? pattern)
    .replace(/:(\w+)/g, (sign, name: string) => values[name] ?? sign)
    .replace(/\/{2,}/g, '/');
}

import { stringify, parseDocument } from 'yaml';
import { contentErrors } from '../../check/check.ts';
import { errorInWords, type ContentError } from '../../check/errors.ts';
import { nameErrors, type Sources } from '../../check/files.ts';
import { typographic } from '../../check/style.ts';
import { fixedFiles } from '../fixed-files.ts';
import { surnameOf } from '../new-content.ts';
import { routes } from '../../publication/addresses/paths.ts';
import { collectionOf, extensionOf, idOf, siteFile } from '../../publication/collections.ts';
import type { PartialDate } from '../../publication/dates.ts';
import { isOldPath, schemas, toBeWritten } from '../../publication/schemas.ts';
import { slugOf } from '../../publication/slugs.ts';
import { parseContentFile, type ContentFile } from '../../publication/text/content-files.ts';
import { longestTitle } from '../../publication/titles.ts';
import { wordsIn as wordsOfInterface } from '../../words/words.ts';
import type { OldAuthor, OldPost, OldSite } from './posts.ts';
import { textIn, wordsIn } from './text.ts';
import { picturesOf, type Pictures } from './pictures.ts';

/** What becomes of an export: nothing of it is written yet. */
export interface Imported {
  /** New files, and that of the site where redirects are added to it. */
  files: ContentFile[];
  /** Files to be copied, by where they go: paths from the root of the project. */
  pictures: Map<string, string>;
  /** The old addresses that lead to new ones. */
  redirects: number;
  /** Posts that are drafts for a reason of their own, and not because they were. */
  drafts: { path: string; reasons: string[] }[];
  /** How many passages have an exception from a check of style. */
  exceptions: number;
  /** What is not kept, by where it stood. */
  lost: { from: string; reasons: string[] }[];
}

type Exception = NonNullable<ContentError['exceptions']>[number];

interface Placed extends OldPost {
  id: string;
  path: string;
  route: string;
}

/**
 * Makes content of an export. What is there stays as it is.
 *
 * @param today Posts of a later day wait for it.
 */
export async function imported(
  site: OldSite,
  sources: Sources,
  today: PartialDate,
): Promise<Imported> {
  const lost = new Map<string, Set<string>>();
  const lose = (from: string, reason: string) =>
    lost.set(from, (lost.get(from) ?? new Set()).add(reason));
  for (const { from, reason } of site.lost) lose(from, reason);
  const placed = placesOf(site, sources, lose);
  for (const post of placed) for (const what of post.lost) lose(post.from, what);
  const pictures = picturesOf(site, sources);
  const made = new Making(site, placed, sources, today, pictures);
  const { files, drafts } = await made.all();
  for (const [from, reasons] of made.lost) for (const reason of reasons) lose(from, reason);
  const redirects = redirectsOf(placed, files, sources, today, lose);
  return {
    files: [...files, ...withRedirects(sources, redirects)],
    pictures: pictures.taken,
    redirects: redirects.length,
    drafts,
    exceptions: made.exceptions,
    lost: [...lost].map(([from, reasons]) => ({ from, reasons: [...reasons] })),
  };
}

/** Gives every post a name that no other file has; leaves out those that are there. */
function placesOf(
  { posts }: OldSite,
  { files }: Sources,
  lose: (from: string, reason: string) => void,
): Placed[] {
  const there = new Set(files.map(({ path }) => path));
  const taken = new Set<string>();
  return posts.flatMap((post) => {
    const base = slugOf(decoded(post.name)) || slugOf(post.title) || 'untitled';
    const pathOf = (id: string) => `content/${post.kind}/${id}${extensionOf(post.kind)}`;
    const isFree = (id: string) => {
      const path = pathOf(id);
      const alone = { files: [{ path, text: '' }], otherFiles: [], publicFiles: [] };
      return !taken.has(path) && !nameErrors(alone).some(({ file }) => file === path);
    };
    let id = base;
    for (let number = 2; !isFree(id); number++) id = `${base}-${number}`;
    if (there.has(pathOf(id))) {
      lose(post.from, `all of it: ${pathOf(id)} is there already`);
      return [];
    }
    if (id !== base) lose(post.from, `its name, ${base}, which something else has: it is ${id}`);
    taken.add(pathOf(id));
    const route = post.kind === 'essays' ? routes.essay(id) : routes.page(id);
    return [{ ...post, id, path: pathOf(id), route }];
  });
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // A percent sign of its own.
  }
}

/** A path as links may write it: without the name of an index, a slash at its end, or capitals. */
const bare = (path: string) =>
  path
    .replace(/(index)?\.html?$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();

/** The making of files: again and again until nothing that is published leads to what is not. */
class Making {
  readonly lost = new Map<string, Set<string>>();
  #site: OldSite;
  #posts: readonly Placed[];
  #sources: Sources;
  #today: PartialDate;
  #pictures: Pictures;
  #byAddress: Map<string, Placed>;
  #authors: Map<string, ContentFile>;
  #topics = new Map<string, string>();
  #language: string;
  /** Why posts are drafts that were none, by their paths. */
  #reasons = new Map<string, Set<string>>();
  /** What is still wrong with drafts, by their paths. */
  #errors = new Map<string, string[]>();
  #careful = new Set<string>();
  /** What of the style may stand, by the paths of files. */
  #exceptions = new Map<string, Map<string, Exception>>();

  constructor(
    site: OldSite,
    posts: readonly Placed[],
    sources: Sources,
    today: PartialDate,
    pictures: Pictures,
  ) {
    this.#site = site;
    this.#posts = posts;
    this.#sources = sources;
    this.#today = today;
    this.#pictures = pictures;
    this.#byAddress = new Map(
      posts.flatMap((post) => post.addresses.map((address) => [bare(pathOf(address)), post])),
    );
    const file = sources.files.find(({ path }) => path === siteFile);
    const { data } = file ? parseContentFile(file) : {};
    this.#language = schemas.site.safeParse(data).data?.language ?? 'en';
    for (const { path, text } of sources.files) {
      if (collectionOf(path) !== 'essays') continue;
      const { topics } = schemas.essays.safeParse(parseContentFile({ path, text }).data).data ?? {};
      for (const topic of topics ?? []) this.#topics.set(slugOf(topic), topic);
    }
    this.#authors = authorsOf(posts, sources, this.#language);
  }

  /** How many passages may stand though a check of style finds them. */
  get exceptions(): number {
    return [...this.#exceptions.values()].reduce((sum, { size }) => sum + size, 0);
  }

  async all(): Promise<Pick<Imported, 'files' | 'drafts'>> {
    for (;;) {
      this.lost.clear();
      this.#errors.clear();
      const before = this.#decided();
      const written = await Promise.all(this.#posts.map((post) => this.#fileOf(post)));
      const files = this.#mended([...written, ...this.#authors.values()]);
      for (const [path, errors] of Map.groupBy(this.#errorsOf(files), ({ file }) => file)) {
        this.#decide(path, errors);
      }
      if (this.#decided() !== before) continue;
      const drafts = [...this.#reasons].map(([path, reasons]) => ({
        path,
        reasons: [...reasons, ...(this.#errors.get(path) ?? [])],
      }));
      return { files, drafts };
    }
  }

  /** What has been decided so far: where that changes, all is made anew. */
  #decided(): string {
    const exceptions = [...this.#exceptions].map(([path, own]) => [path, ...own.keys()]);
    return JSON.stringify([[...this.#reasons.keys()], [...this.#careful], exceptions]);
  }

  /** What style the checks find may stand; for the rest the text is written with more care, and then is a draft. */
  #decide(path: string, errors: readonly ContentError[]) {
    const own = this.#exceptions.get(path) ?? new Map<string, Exception>();
    for (const { exceptions, problem } of errors) {
      for (const one of exceptions ?? []) own.set(`${one.check} for "${one.text}"`, one);
      // Another one has its words too.
      const [, unneeded] = /^nothing needs the exception from (.*)$/.exec(problem) ?? [];
      if (unneeded !== undefined) own.delete(unneeded);
    }
    if (own.size > 0) this.#exceptions.set(path, own);
    const others = errors.filter(
      ({ exceptions, problem }) =>
        !exceptions && !problem.startsWith('nothing needs the exception'),
    );
    if (others.length === 0) return;
    if (!this.#careful.has(path)) this.#careful.add(path);
    else {
      this.#reasons.set(path, this.#reasons.get(path) ?? new Set());
      this.#errors.set(path, others.map(errorInWords));
    }
  }

  #doubt(path: string, reason: string) {
    this.#reasons.set(path, (this.#reasons.get(path) ?? new Set()).add(reason));
  }

  /** The files with what a machine can mend mended. */
  #mended(files: ContentFile[]): ContentFile[] {
    const fixed = fixedFiles(this.#with(files), this.#today);
    const after = new Map(fixed.map((file) => [file.path, file.after]));
    return files.map(({ path, text }) => ({ path, text: after.get(path) ?? text }));
  }

  #with(files: readonly ContentFile[]): Sources {
    return {
      ...this.#sources,
      files: [...this.#sources.files, ...files],
      otherFiles: [...this.#sources.otherFiles, ...this.#pictures.taken.keys()],
    };
  }

  #errorsOf(files: readonly ContentFile[]): ContentError[] {
    const paths = new Set(files.map(({ path }) => path));
    return contentErrors(this.#with(files), this.#today).filter(({ file }) => paths.has(file));
  }

  async #fileOf(post: Placed): Promise<ContentFile> {
    const lose = (what: string) =>
      this.lost.set(post.from, (this.lost.get(post.from) ?? new Set()).add(what));
    const { cover } = post;
    const above =
      cover === undefined ? '' : `<p><img src="${cover.replaceAll('"', '%22')}" alt=""></p>`;
    const around = {
      lose,
      pictureOf: (address: string) => this.#pictures.take(address, post, this.#site.origin),
      linkTo: (href: string) => this.#linkTo(href, post, lose),
    };
    const hasCover = cover !== undefined && this.#pictures.find(cover, post, this.#site.origin);
    if (cover !== undefined && !hasCover) lose(`the picture ${cover}, which is not in the export`);
    await this.#pictures.look(post, this.#site.origin);
    const text = textIn((hasCover ? above : '') + post.html, around, this.#careful.has(post.path));
    const head = post.kind === 'essays' ? this.#essay(post, lose) : this.#page(post, lose);
    const isEmpty = !/[\p{L}\p{N}]/u.test(text.replace(/^#.*$/gm, ''));
    if (isEmpty) this.#doubt(post.path, 'it has no text');
    const isDraft = post.isDraft || this.#reasons.has(post.path);
    const allow = [...(this.#exceptions.get(post.path)?.values() ?? [])].map((one) => ({
      ...one,
      because: 'It stood so where it was imported from.',
    }));
    const more = { ...(isDraft && { draft: true }), ...(allow.length > 0 && { allow }) };
    const yaml = stringify({ ...head, ...more }, { lineWidth: 0 });
    return {
      path: post.path,
      text: `---\n${yaml}---\n\n${isEmpty ? `${text}\n${toBeWritten}\n`.trimStart() : text}`,
    };
  }

  /** The title and what leads into the text: of a title that is too long, the whole begins the standfirst. */
  #headOf(post: Placed, lose: (what: string) => void): { title: string; standfirst: string } {
    const whole = plain(post.title) || post.id.replaceAll('-', ' ');
    if (post.title === '') this.#doubt(post.path, 'it has no title: its name stands there');
    const said = plain(post.standfirst) || plain(withoutCode(post.html)) || plain(post.html);
    if (post.standfirst !== '' && plain(post.standfirst).length > 200) {
      lose('the end of its summary, which is longer than 200 characters');
    }
    if (whole.length <= longestTitle) {
      return { title: whole, standfirst: beginningOf(said, 200) || toBeWritten };
    }
    lose(
      `the end of its title, which is longer than ${longestTitle} characters: its standfirst begins with it`,
    );
    const sentence = /[.?!…]$/.test(whole) ? whole : `${whole}.`;
    return { title: titleIn(whole), standfirst: beginningOf(`${sentence} ${said}`.trim(), 200) };
  }

  #essay(post: Placed, lose: (what: string) => void): Record<string, unknown> {
    if (post.published === '')
      this.#doubt(post.path, 'its day of publication is unknown: it is today');
    const { title, standfirst } = this.#headOf(post, lose);
    if (standfirst === toBeWritten) this.#doubt(post.path, 'its standfirst is to be written');
    const topics = this.#topicsOf(post, lose);
    const language = schemas.essays.shape.language.safeParse(post.language).data;
    const isOther =
      language !== undefined && language.split('-')[0] !== this.#language.split('-')[0];
    return {
      title,
      standfirst,
      authors: [...new Set(post.authors.map(({ name }) => authorId(name)))],
      published: post.published || this.#today,
      ...(isOther && { language }),
      kind: 'original',
      ...(topics.length > 0 && { topics }),
    };
  }

  #page(post: Placed, lose: (what: string) => void): Record<string, unknown> {
    const { title, standfirst: description } = this.#headOf(post, lose);
    if (description === toBeWritten) this.#doubt(post.path, 'its description is to be written');
    return { title, description };
  }

  #topicsOf(post: Placed, lose: (what: string) => void): string[] {
    const own = new Map<string, string>();
    for (const written of post.topics) {
      const topic = typographic(wordsIn(written));
      const id = slugOf(topic);
      if (topic.length > 40 || id === '') {
        if (topic !== '') lose(`the topic “${topic}”, which is no short name`);
        continue;
      }
      const known = this.#topics.get(id) ?? topic;
      this.#topics.set(id, known);
      own.set(id, known);
    }
    return [...own.values()];
  }

  #linkTo(href: string, post: Placed, lose: (what: string) => void): string | undefined {
    const nowhere = new URL('https://nowhere.invalid/');
    const origin = this.#site.origin ?? nowhere;
    const page = new URL(pathOf(post.addresses[0] ?? '/'), origin);
    if (!URL.canParse(href, page)) return lostLink(href, lose);
    const url = new URL(href, page);
    if (url.protocol === 'mailto:') return url.href;
    if (!/^https?:$/.test(url.protocol)) return lostLink(href, lose);
    if (href.startsWith('#')) return lostLink(href, lose);
    if (url.host.replace(/^www\./, '') !== origin.host.replace(/^www\./, '')) return url.href;
    const name = bare(url.pathname);
    const number = url.searchParams.get('p') ?? url.searchParams.get('page_id');
    const byName = this.#posts.find(({ from }) => bareName(from) === bareName(url.pathname));
    const to =
      this.#byAddress.get(name) ??
      (number === null ? undefined : this.#posts.find((one) => one.number === number)) ??
      (/\.mdx?$/.test(url.pathname) || jekyllPost.test(href) ? byName : undefined);
    if (to && this.#isPublished(to)) return to.route;
    if (to) return lostLink(`${href}, to a draft`, lose);
    return origin === nowhere ? lostLink(href, lose) : url.href;
  }

  #isPublished({ isDraft, path, published }: Placed): boolean {
    return !isDraft && !this.#reasons.has(path) && published <= this.#today;
  }
}

const jekyllPost = /^\d{4}-\d\d-\d\d-[\w-]+$/;
const bareName = (path: string) => path.replace(/^.*\//, '').replace(/\.\w+$/, '');

function lostLink(href: string, lose: (what: string) => void): undefined {
  lose(`the link ${href}, which leads nowhere here`);
}

const pathOf = (address: string) =>
  URL.canParse(address, 'https://nowhere.invalid/')
    ? new URL(address, 'https://nowhere.invalid/').pathname
    : '/';

/** What HTML says, without the marks of Markdown that a plain text cannot have. */
const plain = (html: string) =>
  typographic(
    wordsIn(html)
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/&(#?\w+);/g, '$1')
      .replace(/<\/?([a-z][^<>]*)>/gi, '$1')
      .replace(/\[\^[^\]]*\]|[`~^]|\*{1,3}|\b_{1,2}|_{1,2}\b/g, '')
      .trim(),
  );

/** The beginning of a title that is too long: up to a sign where there is one far enough, else to a word. */
function titleIn(whole: string): string {
  const [first = ''] = /^.{15,60}?(?=\s*(?:[:|?!—–]|,\s|\s-\s|\s\())[?!]?/.exec(whole) ?? [];
  return first.trim() || shortened(whole, longestTitle);
}

const withoutCode = (html: string) =>
  html
    .replace(/<(pre|style|script|figure|table|h[1-6]|sup)\b[^]*?<\/\1>/g, ' ')
    .replace(/<\/(p|li|div)>|<br\s*\/?>/g, '$& ');

/** Words up to a length, with an ellipsis. */
const shortened = (words: string, most: number) =>
  `${words
    .slice(0, most - 1)
    .replace(/\s+\S*$/, '')
    .replace(/[\s,;:.—–-]+$/, '')}…`;

/** The first sentences of a text that are no longer than so many characters. */
function beginningOf(words: string, most: number): string {
  const start = words.slice(0, most + 1);
  if (start.length <= most) return start;
  const end = Math.max(
    ...['. ', '! ', '? ', '.” ', '。'].map((sign) => start.lastIndexOf(sign) + sign.trim().length),
  );
  return end > 30 ? start.slice(0, end).trim() : shortened(words, most);
}

const authorId = (name: string) => {
  const id = slugOf(name) || 'author';
  return id === 'unsigned' ? 'unsigned-author' : id;
};

/** The files of authors who are not there yet, by their paths. */
function authorsOf(
  posts: readonly OldPost[],
  sources: Sources,
  language: string,
): Map<string, ContentFile> {
  const there = new Set(sources.files.map(({ path }) => path));
  const made = new Map<string, ContentFile>();
  const fallback = wordsOfInterface(language)?.authors.imported ?? '';
  const essays = posts.filter(({ kind }) => kind === 'essays');
  for (const { name, bio = '' } of essays.flatMap(({ authors }): OldAuthor[] => authors)) {
    const path = `content/authors/${authorId(name)}.yaml`;
    if (there.has(path) || made.has(path)) continue;
    const said = typographic(wordsIn(bio).replaceAll(/[*_`#[\]<>{}\\]/g, ''));
    const data = {
      name: typographic(name),
      surname: surnameOf(typographic(name)),
      standfirst: said === '' ? fallback : beginningOf(said, 200),
      about: said === '' ? fallback : said,
    };
    made.set(path, { path, text: stringify(data, { lineWidth: 0 }) });
  }
  return made;
}

interface NewRedirect {
  from: string;
  to: string;
}

/** The old addresses of what is published, as far as they can be any. */
function redirectsOf(
  posts: readonly Placed[],
  files: readonly ContentFile[],
  sources: Sources,
  today: PartialDate,
  lose: (from: string, reason: string) => void,
): NewRedirect[] {
  const drafts = new Set(
    files.filter(({ text }) => /^draft: true$/m.test(text)).map(({ path }) => path),
  );
  const routesOfAll = new Set(posts.map(({ route }) => route));
  const site = sources.files.find(({ path }) => path === siteFile);
  const data = site && schemas.site.safeParse(parseContentFile(site).data).data;
  const taken = new Set(data?.redirects?.map(({ from }) => from));
  return posts.flatMap((post) =>
    post.addresses.flatMap((address): NewRedirect[] => {
      const path = pathOf(address);
      const from = path.endsWith('/') || /\.\w+$/.test(path) ? path : `${path}/`;
      if (from === '/' || from === post.route || taken.has(from)) return [];
      const because = drafts.has(post.path)
        ? 'it is a draft'
        : post.published > today && post.kind === 'essays'
          ? 'its day is still to come'
          : !isOldPath(from)
            ? 'not every host can lead on from it'
            : routesOfAll.has(from) || isThere(from, sources)
              ? 'something else is there'
              : undefined;
      if (because !== undefined) {
        lose(post.from, `its old address ${from}: ${because}`);
        return [];
      }
      taken.add(from);
      return [{ from, to: post.route }];
    }),
  );
}

const isThere = (path: string, { files, publicFiles }: Sources): boolean =>
  publicFiles.some((file) => `/${file}` === path || path.startsWith(`/${file}/`)) ||
  files.some((file) => {
    const name = collectionOf(file.path);
    return (name === 'essays' ? routes.essay : routes.page)(idOf(file.path)) === path;
  }) ||
  /^\/(essays|series|authors|topics)\/([^/]+\/)?$|^\/search\/$/.test(path);

/** The file of the site with more redirects; nothing where there are no more. */
function withRedirects({ files }: Sources, redirects: readonly NewRedirect[]): ContentFile[] {
  const file = files.find(({ path }) => path === siteFile);
  if (!file || redirects.length === 0) return [];
  const document = parseDocument(file.text, { schema: 'core' });
  if (!document.has('redirects')) {
    const end = file.text.endsWith('\n') ? '' : '\n';
    return [{ path: siteFile, text: `${file.text}${end}${stringify({ redirects })}` }];
  }
  for (const redirect of redirects) document.addIn(['redirects'], document.createNode(redirect));
  return [{ path: siteFile, text: document.toString({ lineWidth: 0 }) }];
}

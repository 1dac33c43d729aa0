import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegrationLogger } from 'astro';
import type { Loader } from 'astro/loaders';
import { routes, snapshotFile, snapshotId } from '../publication/addresses/paths.ts';
import { paragraphsOf, plainText, renderComment } from '../publication/text/markdown.ts';
import { commentsIn, listSchema, pagesSchema, snapshotSchema } from './readers-comments.ts';
import type { ReadersComment, Snapshot } from '../publication/model.ts';

/** How long one answer may take, in milliseconds. */
const patience = 10_000;

/** Bytes of one answer: a page of the list has a hundred comments, and the replies to them. */
const longestAnswer = 32 * 1024 * 1024;

/** Characters of a comment that is shown; the engine takes none that is nearly as long. */
const longestShown = 64 * 1024;

/**
 * Loads the approved comments of readers from the engine, as one entry. Where the engine does not answer, or not in
 * its own way, it loads the last good snapshot: the one that this machine kept or the one that the site published,
 * whichever is later. It says so loudly, and it never fails. What belongs to no page, or cannot be shown, is named.
 *
 * @param slugs Gives those of the essays that are shown, as the engine knows them. The site publishes them with the
 *   comments: the engine refuses what is written of another page.
 * @param deadline How long all answers together may take, in milliseconds.
 */
export function commentsLoader(
  engine: URL,
  slugs: (config: AstroConfig) => Promise<string[]>,
  deadline = 60_000,
): Loader {
  return {
    name: 'comments',
    async load({ store, logger, config, parseData }) {
      const kept = new URL('comments/snapshot.json', config.root);
      const published = new URL(config.base + snapshotFile, config.site);
      const shown = new Set(await slugs(config));
      const load = async (data: Snapshot) => {
        const comments = await showable(data.comments, shown, logger);
        const snapshot = { read: data.read, essays: [...shown], comments };
        store.set({ id: snapshotId, data: await parseData({ id: snapshotId, data: snapshot }) });
      };
      try {
        const answers = answersOf(engine, deadline);
        const pages = await commentedPages(answers, engine);
        const comments: ReadersComment[] = [];
        for (const slug of shown) {
          if (pages?.has(routes.essay(slug)) !== false)
            comments.push(...(await readComments(answers, engine, slug)));
        }
        const snapshot = { read: new Date().toISOString(), comments };
        nameLost(pages ?? pagesOf(keptSnapshot(kept)?.comments ?? []), shown, logger);
        await load(snapshot);
        keep(snapshot, kept, logger);
      } catch (error) {
        const snapshots = [keptSnapshot(kept), await publishedSnapshot(published)];
        const [latest] = snapshots
          .filter((snapshot) => snapshot !== undefined)
          .toSorted((a, b) => b.read.localeCompare(a.read));
        logger.error(
          `THE COMMENTS ARE NOT UP TO DATE. ${engine.href} gave none: ${reasonOf(error)}. ` +
            (latest
              ? `The site is published with the ${latest.comments.length} comments that there were at ${latest.read}.`
              : `No earlier ones are in ${fileURLToPath(kept)} or at ${published.href}: the site is published without.`),
        );
        nameLost(pagesOf(latest?.comments ?? []), shown, logger);
        await load(latest ?? { read: new Date(0).toISOString(), comments: [] });
      }
    },
  };
}

/** Paths of pages, and how many comments each has. */
type Pages = ReadonlyMap<string, number>;

const pagesOf = (comments: readonly ReadersComment[]): Pages =>
  new Map(
    [...Map.groupBy(comments, ({ essay }) => routes.essay(essay))].map(([page, { length }]) => [
      page,
      length,
    ]),
  );

/** Says which approved comments belong to no page of the site: an essay is renamed, gone, or not published. */
function nameLost(pages: Pages, shown: ReadonlySet<string>, logger: AstroIntegrationLogger) {
  const known = new Set([...shown].map((slug) => routes.essay(slug)));
  const lost = [...pages].filter(([page]) => !known.has(page));
  if (lost.length === 0) return;
  const count = lost.reduce((sum, [, number]) => sum + number, 0);
  const where = lost.map(([page, number]) => `${number} on ${JSON.stringify(page)}`).join(', ');
  const [are, they] =
    count === 1
      ? ['comment belongs', 'It is kept, and comes']
      : ['comments belong', 'They are kept, and come'];
  logger.warn(
    `${count} approved ${are} to no page that is published, and the site is without: ${where}. ${they} back when an essay stands at this address.`,
  );
}

/** The comments on what is shown, without those that cannot be: these are named. No comment stops a build. */
async function showable(
  comments: readonly ReadersComment[],
  shown: ReadonlySet<string>,
  logger: AstroIntegrationLogger,
): Promise<ReadersComment[]> {
  const found: ReadersComment[] = [];
  for (const comment of comments) {
    if (!shown.has(comment.essay)) continue;
    const { number, essay, text } = comment;
    try {
      if (text.length > longestShown) throw new Error(`it has ${text.length} characters`);
      // Words alone can always be shown, and most comments are no more. Data and search want a text besides.
      if (!paragraphsOf(text)) {
        plainText(text);
        await renderComment(text);
      }
      found.push(comment);
    } catch (error) {
      logger.error(
        `Comment No. ${number} on ${routes.essay(essay)} cannot be shown, and is left out: ${reasonOf(error)}. Refuse it: npm run comments -- refuse ${number}.`,
      );
    }
  }
  return found;
}

/** Asks for JSON. */
type Answers = (url: URL) => Promise<unknown>;

/** Asks the engine, until all answers together have taken as long as they may. */
function answersOf(engine: URL, deadline: number): Answers {
  const whole = AbortSignal.timeout(deadline);
  return (url) => getJson(url, AbortSignal.any([whole, AbortSignal.timeout(patience)]), engine);
}

/** Reads every page of the engine's list for one essay. */
async function readComments(
  answers: Answers,
  engine: URL,
  slug: string,
): Promise<ReadersComment[]> {
  const pages = [];
  const seen = new Set<number>();
  for (let page = 1, total = 1; page <= total; page++) {
    const url = new URL('api/comment', engine);
    url.search = new URLSearchParams({
      path: routes.essay(slug),
      page: String(page),
      pageSize: '100', // The engine's own limit.
      sortBy: 'insertedAt_asc',
    }).toString();
    const list = listSchema.parse(await answers(url));
    // An engine out of its mind could count pages for ever.
    if (list.data.data.every(({ objectId }) => seen.has(objectId))) break;
    for (const { objectId } of list.data.data) seen.add(objectId);
    total = list.data.totalPages;
    pages.push(list);
  }
  return commentsIn(slug, pages);
}

/** Which pages have comments, where the engine is one that says so. */
const commentedPages = (answers: Answers, engine: URL): Promise<Pages | undefined> =>
  answers(new URL('pages', engine)).then(
    (json) => {
      const { data } = pagesSchema.safeParse(json);
      return data && new Map(data.pages.map(({ url, count }) => [url, count]));
    },
    () => undefined,
  );

async function getJson(url: URL, signal: AbortSignal, referrer?: URL): Promise<unknown> {
  const response = await fetch(url, {
    // The engine answers only those who come from the site or from itself.
    headers: referrer ? { referer: referrer.href } : {},
    signal,
  });
  if (!response.ok) throw new Error(`it answers ${response.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > longestAnswer) throw new Error('its answer has no end');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** Keeps a snapshot for a build that finds no engine; a folder that cannot be written to is no reason to build none. */
function keep(snapshot: Snapshot, file: URL, logger: AstroIntegrationLogger) {
  try {
    mkdirSync(new URL('.', file), { recursive: true });
    // Whole or not at all: a build may be stopped here.
    const half = new URL('snapshot.json.new', file);
    writeFileSync(half, JSON.stringify(snapshot));
    renameSync(half, file);
  } catch (error) {
    logger.warn(`The comments are not kept for a build without the engine: ${reasonOf(error)}.`);
  }
}

/** The snapshot of the last good build on this machine. */
function keptSnapshot(file: URL): Snapshot | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return snapshotSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** The snapshot that the site as it now stands on the web was built with. */
const publishedSnapshot = (url: URL): Promise<Snapshot | undefined> =>
  getJson(url, AbortSignal.timeout(patience)).then(
    (json) => snapshotSchema.safeParse(json).data,
    () => undefined,
  );

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node says only that the fetch failed; the cause says why.
  const { cause } = error;
  if (error.name === 'TimeoutError') return 'it takes too long';
  if (cause instanceof Error) return cause.message || String(Reflect.get(cause, 'code'));
  // Astro says first of which file, and there is none.
  const said = error.message.replace(/^Failed to parse Markdown file .*\n/, '');
  return error.name === 'ZodError' ? 'its answer is not in the form of a list' : said;
}

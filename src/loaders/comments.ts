import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegrationLogger } from 'astro';
import type { Loader } from 'astro/loaders';
import { routes, snapshotFile, snapshotId } from '../publication/addresses/paths.ts';
import { commentsIn, listSchema, snapshotSchema } from './readers-comments.ts';
import type { ReadersComment, Snapshot } from '../publication/model.ts';

/** How long an answer may take, in milliseconds. */
const patience = 10_000;

/**
 * Loads the approved comments of readers from the engine, as one entry. Where the engine does not answer, or not in
 * its own way, it loads the last good snapshot: the one that this machine kept or the one that the site published,
 * whichever is later. It says so loudly, and it never fails.
 *
 * @param slugs Gives those of the essays.
 */
export function commentsLoader(
  engine: URL,
  slugs: (config: AstroConfig) => Promise<string[]>,
): Loader {
  return {
    name: 'comments',
    async load({ store, logger, config, parseData }) {
      const kept = new URL('comments/snapshot.json', config.root);
      const published = new URL(config.base + snapshotFile, config.site);
      const load = async (data: Snapshot) =>
        store.set({ id: snapshotId, data: await parseData({ id: snapshotId, data }) });
      try {
        const comments: ReadersComment[] = [];
        for (const slug of await slugs(config))
          comments.push(...(await readComments(engine, slug)));
        const snapshot = { read: new Date().toISOString(), comments };
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
        await load(latest ?? { read: new Date(0).toISOString(), comments: [] });
      }
    },
  };
}

/** Reads every page of the engine's list for one essay. */
async function readComments(engine: URL, slug: string): Promise<ReadersComment[]> {
  const pages = [];
  for (let page = 1, total = 1; page <= total; page++) {
    const url = new URL('api/comment', engine);
    url.search = new URLSearchParams({
      path: routes.essay(slug),
      page: String(page),
      pageSize: '100', // The engine's own limit.
      sortBy: 'insertedAt_asc',
    }).toString();
    const list = listSchema.parse(await getJson(url, engine));
    // An engine out of its mind could count pages for ever.
    if (page > 1 && list.data.data.length === 0) break;
    total = list.data.totalPages;
    pages.push(list);
  }
  return commentsIn(slug, pages);
}

async function getJson(url: URL, referrer?: URL): Promise<unknown> {
  const response = await fetch(url, {
    // The engine answers only those who come from the site or from itself.
    headers: referrer ? { referer: referrer.href } : {},
    signal: AbortSignal.timeout(patience),
  });
  if (!response.ok) throw new Error(`it answers ${response.status}`);
  return response.json();
}

/** Keeps a snapshot for a build that finds no engine; a folder that cannot be written to is no reason to build none. */
function keep(snapshot: Snapshot, file: URL, logger: AstroIntegrationLogger) {
  try {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, JSON.stringify(snapshot));
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
  getJson(url).then(
    (json) => snapshotSchema.safeParse(json).data,
    () => undefined,
  );

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node says only that the fetch failed; the cause says why.
  const { cause } = error;
  if (cause instanceof Error) return cause.message || String(Reflect.get(cause, 'code'));
  return error.name === 'ZodError' ? 'its answer is not in the form of a list' : error.message;
}

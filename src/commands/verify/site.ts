import type { Element } from 'hast';
import { visit } from 'unist-util-visit';
import { fromXml } from 'xast-util-from-xml';
import { policy } from '../../output/hosts/policy.ts';
import { searchFolder } from '../../publication/addresses/paths.ts';
import { addressIn, canonicalOf, linksAs, pageOf, redirectsIn, resourcesIn } from './dist.ts';
import { addressOf, ask, askAll, errorsOf, fixes, type Check, type Resource } from './host.ts';
import { inElements, inSearchIndex, inStyles } from './named.ts';

/** What a deployed site is asked besides what every host is, and what its owner can do. */
const liveFixes = {
  ...fixes,
  address: 'Build the site with SITE_URL set to the address at which it stands.',
  links: 'Fix the link, or give the page that has moved a redirect in content/site.yaml.',
  feeds: 'See that the host sends the feed as it was built.',
};

// Some hosts leave their owner no say in these, and neither does harm.
const harmless: Check[] = ['host files', 'caching of 404'];

/** A line of the report: something wrong with a site, where, and what to do. */
interface Finding {
  check: keyof typeof liveFixes;
  problem: string;
  paths: string[];
  fix: string;
}

/** What was found of a site. */
interface Report {
  /** How many addresses were asked for. */
  count: number;
  findings: Finding[];
  /** Whether each file of the folder of the build was asked for and compared; if not, why. */
  compared: true | string;
}

type Tell = (check: keyof typeof liveFixes, problem: string, path: string) => void;

/**
 * Checks a deployed site: that all that its pages, style sheets and search name arrives, with the headers of the policy,
 * that the site knows where it stands, and that it is, file by file, the one that was built here.
 *
 * @param home The address of the home page, with a slash at its end.
 * @param dist The folder of the build.
 * @throws Error where there is no sitemap to begin from.
 */
export async function verify(home: string, dist = 'dist'): Promise<Report> {
  const elsewhere = await builtForElsewhere(home, dist);
  if (elsewhere) return { count: 1, findings: [elsewhere], compared: 'It is of another address' };

  const found = new Map<string, Finding>();
  const tell: Tell = (check, problem, path) => {
    const key = `${check}: ${problem}`;
    const finding = found.get(key) ?? { check, problem, paths: [], fix: liveFixes[check] };
    finding.paths.push(path);
    found.set(key, finding);
  };
  const pages = await pagesIn(home);
  const linked = linksOf(home, pages, tell);
  const built = builtIn(dist, home);
  const resources = new Map<string, Resource>(
    [
      ...pages.map(({ path }) => path),
      ...linked.keys(),
      ...(await searchedIn(home, [...linked.keys()], tell)),
    ].map((path) => [path, { path }]),
  );
  for (const resource of built.resources) resources.set(resource.path, resource);

  const all = [...resources.values()];
  for (const { check, problem, paths: where } of await errorsOf(home, all, built.redirects)) {
    if (harmless.includes(check)) continue;
    for (const path of where) {
      const from = check === 'files' ? linked.get(path) : undefined;
      if (from && !built.paths.has(path)) {
        tell('links', `${path} is linked, and is not there (${problem})`, from);
      } else tell(check, problem, path);
    }
  }
  await checkFeeds(home, pages, tell);
  return {
    count: resources.size,
    findings: withoutAny([...found.values()]),
    compared: built.compared,
  };
}

/** What is wrong where the home page is that of another address: then nothing else that follows from it is told. */
async function builtForElsewhere(home: string, dist: string): Promise<Finding | undefined> {
  const { status, body, url } = await ask(home, '/');
  if (status !== 200) {
    const address = addressIn(dist);
    const built = address === undefined ? '' : `; the build in ${dist}/ is of ${address}`;
    throw new Error(`its home page answers ${status}${built}`);
  }
  if (url !== home) {
    throw new Error(
      `it sends readers on to ${url}: name that address, and build with SITE_URL=${url}`,
    );
  }
  const canonical = canonicalOf(pageOf(new TextDecoder().decode(body)));
  if (canonical === undefined || canonical === home || !URL.canParse(canonical)) return undefined;
  const [{ pathname: base }, { pathname }] = [new URL(canonical), new URL(home)];
  return {
    check: 'address',
    problem:
      base === pathname
        ? `the site was built for ${canonical}, and stands at ${home}`
        : `the site was built for the base path ${base}, and stands at ${pathname}: none of its links and files can be where it looks for them`,
    paths: ['/'],
    fix: `Build it with SITE_URL=${home}, and copy dist/ there again; or let it stand at ${canonical}.`,
  };
}

/** The files of the build, where it is of the site that is checked, and what it redirects. */
function builtIn(dist: string, home: string) {
  const address = addressIn(dist);
  const none = { resources: [], paths: new Set<string>(), redirects: policy.redirects };
  if (address === undefined) return { ...none, compared: `There is no build in ${dist}/` };
  if (address !== home) return { ...none, compared: `The build in ${dist}/ is of ${address}` };
  const redirects = redirectsIn(dist, new URL(home).pathname);
  const resources = resourcesIn(dist, redirects);
  const paths = new Set(resources.map(({ path }) => path));
  return { resources, paths, redirects, compared: true as const };
}

interface Page {
  path: string;
  html: string;
  elements: Element[];
  ids: Set<unknown>;
}

/** What pages and style sheets of the site name within it, each with the page that does. Tells of what is named wrongly. */
function linksOf(home: string, pages: readonly Page[], tell: Tell): Map<string, string> {
  const linked = new Map<string, string>();
  const byPath = new Map(pages.map((page) => [page.path, page]));
  for (const { path, html, elements } of pages) {
    const canonical = canonicalOf(elements);
    if (canonical !== addressOf(home, path)) {
      const problem = canonical
        ? `pages call themselves ${new URL(canonical).origin}`
        : 'pages do not name their address';
      tell('address', problem, path);
    }
    for (const written of [...inElements(elements), ...inStyles(html)]) {
      if (!URL.canParse(written, addressOf(home, path))) continue;
      const { href, hash } = new URL(written, addressOf(home, path));
      if (!href.startsWith(home)) continue;
      const target = href.slice(home.length - 1).replace(/[?#].*$/, '');
      linked.set(target, path);
      const page = byPath.get(target);
      if (hash !== '' && page && !page.ids.has(decodeURIComponent(hash.slice(1)))) {
        tell('links', `${target}${hash} is named, and is not there`, path);
      }
    }
  }
  return linked;
}

/** What the style sheets among these paths name, and the files of the search, where the site has one. */
async function searchedIn(home: string, paths: readonly string[], tell: Tell): Promise<string[]> {
  const read = async (path: string) => {
    const { status, body } = await ask(home, path);
    return status === 200 ? body : undefined;
  };
  const named: string[] = [];
  for (const path of paths.filter((one) => one.endsWith('.css'))) {
    for (const written of inStyles(new TextDecoder().decode(await read(path)))) {
      const { href } = new URL(written, addressOf(home, path));
      if (href.startsWith(home)) named.push(href.slice(home.length - 1));
    }
  }
  if (paths.some((path) => path.startsWith(searchFolder))) {
    const index = await inSearchIndex(searchFolder, read).catch(() => {
      tell('files', 'the search index cannot be read', searchFolder);
      return [];
    });
    named.push(...index);
  }
  return named;
}

async function checkFeeds(home: string, pages: readonly Page[], tell: Tell): Promise<void> {
  const feeds = new Set(
    pages.flatMap(({ path, elements }) =>
      linksAs('alternate', elements)
        .filter(({ properties: { type } }) => /atom|rss|feed\+json/.test(String(type)))
        .map(({ properties: { href } }) => new URL(String(href ?? ''), addressOf(home, path)).href)
        .filter((href) => href.startsWith(home))
        .map((href) => href.slice(home.length - 1)),
    ),
  );
  for (const { path, body } of await askAll(home, [...feeds])) {
    const error = feedError(new TextDecoder().decode(body));
    if (error) tell('feeds', error, path);
  }
}

/** Where a host sends no header of the policy at all, that is said once, and not of each header. */
function withoutAny(findings: readonly Finding[]): Finding[] {
  const isMissing = ({ check, problem }: Finding) => check === 'headers' && /^no /.test(problem);
  const missing = findings.filter(isMissing);
  const [first] = missing;
  if (!first || missing.length < Object.keys(policy.headers).length) return [...findings];
  const all = { ...first, problem: 'none of the headers of the policy is sent' };
  return findings
    .filter(({ check, problem }) => check !== 'headers of 404' || !/^no /.test(problem))
    .flatMap((finding) => (finding === first ? all : isMissing(finding) ? [] : finding));
}

/** The pages of the sitemap that robots.txt names, each parsed. */
async function pagesIn(home: string): Promise<Page[]> {
  const read = async (path: string) => new TextDecoder().decode((await ask(home, path)).body);
  const addresses = (xml: string) =>
    [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url);
  const index = addresses(await read('/sitemap-index.xml'));
  const listed = (
    await Promise.all(index.map(async (map) => addresses(await read(map.replace(/^.*\//, '/')))))
  ).flat();
  // Where the site was built for another address, its paths are still those below its own home page.
  const [own] = listed.toSorted((one, other) => one.length - other.length);
  if (!own) throw new Error(`${addressOf(home, '/sitemap-index.xml')} leads to no page`);
  const answers = await askAll(
    home,
    listed.map((address) => address.slice(own.length - 1)),
  );
  return answers.map(({ path, body }) => {
    const html = new TextDecoder().decode(body);
    const elements = pageOf(html);
    return { path, html, elements, ids: new Set(elements.map(({ properties: { id } }) => id)) };
  });
}

function feedError(text: string): string | undefined {
  try {
    if (text.startsWith('{')) {
      return JSON.parse(text).items?.length > 0 ? undefined : 'the feed holds nothing';
    }
    let count = 0;
    visit(fromXml(text), 'element', ({ name }) => void (/^(entry|item)$/.test(name) && count++));
    return count > 0 ? undefined : 'the feed holds nothing';
  } catch {
    return 'the feed cannot be read';
  }
}

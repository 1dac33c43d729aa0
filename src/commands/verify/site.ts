import { JSDOM, VirtualConsole } from 'jsdom';
import { addressOf, ask, askAll, errorsOf, fixes, type Check } from './host.ts';

/** What a deployed site is asked besides what every host is, and what its owner can do. */
const liveFixes = {
  ...fixes,
  address: 'Build the site with SITE_URL set to the address at which it stands.',
  links: 'Fix the link, or give the page that has moved a redirect in src/output/hosts/policy.ts.',
  feeds: 'See that the host sends the feed as it was built.',
};

// Some hosts leave their owner no say in these, and neither does harm.
const harmless: Check[] = ['host files', 'caching of 404'];

/** A line of the report: something wrong with a site, where, and what to do. */
export interface Finding {
  check: Check | 'address' | 'links' | 'feeds';
  problem: string;
  paths: string[];
  fix: string;
}

/**
 * Checks a deployed site from its sitemap: that everything its pages name arrives, with the headers of the policy, and
 * that the site knows where it stands.
 *
 * @param home The address of the home page, with a slash at its end.
 * @throws Error where there is no sitemap to begin from.
 */
export async function verify(home: string): Promise<{ count: number; findings: Finding[] }> {
  const pages = await pagesIn(home);
  const findings = new Map<string, Finding>();
  const report = (check: keyof typeof liveFixes, problem: string, path: string) => {
    const key = `${check}: ${problem}`;
    const finding = findings.get(key) ?? { check, problem, paths: [], fix: liveFixes[check] };
    finding.paths.push(path);
    findings.set(key, finding);
  };

  const linked = new Map<string, string>();
  for (const { path, document } of pages) {
    const canonical = document.querySelector('link[rel=canonical]')?.getAttribute('href');
    if (canonical !== addressOf(home, path)) {
      report(
        'address',
        canonical
          ? `pages call themselves ${new URL(canonical).origin}`
          : 'pages do not name their address',
        path,
      );
    }
    for (const element of document.querySelectorAll('[href]:not([rel=canonical]), [src]')) {
      const written = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
      const { href, hash } = new URL(written, addressOf(home, path));
      if (!href.startsWith(home)) continue;
      const target = href.slice(home.length - 1).replace(/[?#].*$/, '');
      linked.set(target, path);
      const page = pages.find((candidate) => candidate.path === target);
      if (hash !== '' && page && !page.document.getElementById(decodeURIComponent(hash.slice(1)))) {
        report('links', `${target}${hash} is named, and is not there`, path);
      }
    }
  }

  const paths = [...new Set([...pages.map(({ path }) => path), ...linked.keys()])];
  const resources = paths.map((path) => ({ path }));
  for (const { check, problem, paths: where } of await errorsOf(home, resources)) {
    if (harmless.includes(check)) continue;
    for (const path of where) {
      const from = check === 'files' ? linked.get(path) : undefined;
      if (from) report('links', `${path} is linked, and is not there (${problem})`, from);
      else report(check, problem, path);
    }
  }

  const feeds = new Set(
    pages.flatMap(({ path, document }) =>
      [...document.querySelectorAll('link[rel~=alternate][type]')]
        .filter((link) => /atom|rss|feed\+json/.test(link.getAttribute('type') ?? ''))
        .map((link) => new URL(link.getAttribute('href') ?? '', addressOf(home, path)).href)
        .filter((href) => href.startsWith(home))
        .map((href) => href.slice(home.length - 1)),
    ),
  );
  for (const { path, body } of await askAll(home, [...feeds])) {
    const error = feedError(new TextDecoder().decode(body));
    if (error) report('feeds', error, path);
  }
  return { count: paths.length, findings: [...findings.values()] };
}

/** The pages of the sitemap that robots.txt names, each parsed. */
async function pagesIn(home: string) {
  const read = async (path: string) => new TextDecoder().decode((await ask(home, path)).body);
  const addresses = (xml: string) =>
    [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url);
  const index = addresses(await read('/sitemap-index.xml'));
  const listed = (
    await Promise.all(index.map(async (map) => addresses(await read(map.replace(/^.*\//, '/')))))
  ).flat();
  // Where the site was built for another address, its paths are still those below its own home page.
  const [own] = listed.toSorted((one, other) => one.length - other.length);
  if (!own) throw new Error(`${addressOf(home, '/sitemap-index.xml')} leads to no page.`);
  const answers = await askAll(
    home,
    listed.map((address) => address.slice(own.length - 1)),
  );
  return answers.map(({ path, body }) => {
    const text = new TextDecoder().decode(body);
    // Without a console: jsdom complains of style sheets newer than itself.
    const { document } = new JSDOM(text, { virtualConsole: new VirtualConsole() }).window;
    return { path, document };
  });
}

function feedError(text: string): string | undefined {
  try {
    if (text.startsWith('{')) {
      return JSON.parse(text).items?.length > 0 ? undefined : 'the feed holds nothing';
    }
    const { document } = new JSDOM(text, { contentType: 'application/xml' }).window;
    return document.querySelector('entry, item') ? undefined : 'the feed holds nothing';
  } catch {
    return 'the feed cannot be read';
  }
}

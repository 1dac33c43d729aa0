import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { verify } from '../../../src/commands/verify/site.ts';
import { resourcesIn } from '../../../src/commands/verify/dist.ts';
import { policy } from '../../../src/output/hosts/policy.ts';
import { serve } from '../../support/server.ts';

const site = inject('sites').underBase;

/** Serves a copy of the built site that takes the address of its server for its own, and holds a feed. */
async function aLiveSite(without: string[] = []) {
  const dir = mkdtempSync(join(tmpdir(), 'live-'));
  cpSync(site.dir, dir, { recursive: true });
  const server = await serve({ dir, base: site.base }, without);
  onTestFinished(async () => {
    await server.close();
    rmSync(dir, { recursive: true });
  });
  const edit = (path: string, change: (text: string) => string) =>
    writeFileSync(join(dir, path), change(readFileSync(join(dir, path), 'utf8')));
  for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|xml)$/.test(file)) continue;
    edit(file, (text) => text.replaceAll(`${site.origin}${site.base}`, server.address));
  }
  return { dir, edit, home: server.address };
}

const inShort = ({ findings }: Awaited<ReturnType<typeof verify>>) =>
  findings.map(({ check, problem, paths }) => `${check}: ${problem} (${paths.length})`);

test('a site that is right is found right', async () => {
  const { home } = await aLiveSite();
  const { count, findings } = await verify(home);
  expect(findings).toEqual([]);
  expect(count).toBeGreaterThan(16);
});

test('a missing header, a dead link, a lost fragment and a broken feed are told with their fixes', async () => {
  const { edit, home, dir } = await aLiveSite(['Referrer-Policy']);
  edit('about/index.html', (html) =>
    html
      .replace('</main>', `<a href="${site.base}nowhere/">x</a><a href="#nowhere">y</a></main>`)
      .replace(
        '</head>',
        `<link rel="alternate" type="application/atom+xml" href="${site.base}atom.xml"></head>`,
      ),
  );
  writeFileSync(join(dir, 'atom.xml'), '<feed><entry></feed>');
  const report = await verify(home);
  const addresses = report.count;
  expect(inShort(report)).toEqual([
    'links: /about/#nowhere is named, and is not there (1)',
    `headers: no Referrer-Policy (${addresses - 1})`,
    'links: /nowhere/ is linked, and is not there (status 404) (1)',
    'headers of 404: no Referrer-Policy (4)',
    'feeds: the feed cannot be read (1)',
  ]);
  for (const { fix } of report.findings) expect(fix).toMatch(/\.$/);
});

test('each file is compared with the build, those too that no page names', async () => {
  const { dir, edit, home } = await aLiveSite();
  const dist = mkdtempSync(join(tmpdir(), 'dist-'));
  onTestFinished(() => rmSync(dist, { recursive: true }));
  cpSync(dir, dist, { recursive: true });
  const { count, findings, compared } = await verify(home, dist);
  expect(findings).toEqual([]);
  expect(compared).toBe(true);
  expect(count).toBe(resourcesIn(dist).length);

  writeFileSync(join(dist, 'google0.html'), 'Of nobody’s interest.');
  edit('about/index.html', (html) => html.replace('</main>', '<p>An old page.</p></main>'));
  expect(inShort(await verify(home, dist))).toEqual([
    'files: other bytes (1)',
    'files: status 404 (1)',
  ]);
});

test('without a build of the same site its files are not compared, which is said', async () => {
  const { home } = await aLiveSite();
  expect((await verify(home, 'no-such-folder')).compared).toBe(
    'There is no build in no-such-folder/',
  );
  expect((await verify(home, site.dir)).compared).toBe(
    `The build in ${site.dir}/ is of ${site.origin}${site.base}`,
  );
});

test('what style sheets name and what the search loads is asked for', async () => {
  const { dir, home } = await aLiveSite();
  const lost = [/source-serif-latin-italic\..*woff2$/, /pf_fragment$/, /pf_index$/].map((name) => {
    const file = readdirSync(dir, { recursive: true, encoding: 'utf8' }).find((one) =>
      name.test(one),
    );
    rmSync(join(dir, file ?? 'none'));
    return `/${file}`;
  });
  const { findings } = await verify(home);
  const [font, ...ofSearch] = lost;
  expect(findings.map(({ check, problem, paths }) => [check, problem, paths.length])).toEqual([
    ['links', `${font} is linked, and is not there (status 404)`, 1],
    ['files', 'status 404', ofSearch.length],
  ]);
  expect(findings[1]?.paths).toEqual(expect.arrayContaining(ofSearch));
});

test('a site that stands under another base path than it was built for is told that alone', async () => {
  const { dir } = await aLiveSite();
  const server = await serve({ dir, base: '/' });
  onTestFinished(async () => void (await server.close()));
  const home = server.address;
  const { origin, base } = site;
  writeFileSync(join(dir, 'index.html'), readFileSync(join(site.dir, 'index.html'), 'utf8'));
  const { findings } = await verify(home);
  expect(findings).toEqual([
    {
      check: 'address',
      problem: `the site was built for the base path ${base}, and stands at /: none of its links and files can be where it looks for them`,
      paths: ['/'],
      fix: `Build it with SITE_URL=${home}, and copy dist/ there again; or let it stand at ${origin}${base}.`,
    },
  ]);
});

test('an address without a site is told, with that of the build', async () => {
  const { home } = await aLiveSite();
  await expect(verify(new URL('/nowhere/', home).href, site.dir)).rejects.toThrow(
    `its home page answers 404; the build in ${site.dir}/ is of ${site.origin}${site.base}`,
  );
});

test('a host that sends none of the headers is told so once', async () => {
  const { home } = await aLiveSite(Object.keys(policy.headers));
  expect(inShort(await verify(home))).toEqual([
    expect.stringMatching(/^headers: none of the headers of the policy is sent \(\d+\)$/),
  ]);
});

test('a page that calls itself by another address is told', async () => {
  const { edit, home } = await aLiveSite();
  edit('about/index.html', (html) => html.replace(home, 'https://elsewhere.example/'));
  expect(inShort(await verify(home))).toEqual([
    'address: pages call themselves https://elsewhere.example (1)',
  ]);
});

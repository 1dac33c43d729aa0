import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { verify } from '../../../src/commands/verify/site.ts';
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

test('a site that was built for another address is told so', async () => {
  const { edit, home } = await aLiveSite();
  edit('about/index.html', (html) => html.replace(home, 'https://elsewhere.example/'));
  expect(inShort(await verify(home))).toEqual([
    'address: pages call themselves https://elsewhere.example (1)',
  ]);
});

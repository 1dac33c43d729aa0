import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { activeErrors } from '../../../src/check/active-files.ts';
import { contentErrors } from '../../../src/check/check.ts';
import { errorInWords, errorsInWords, type ContentError } from '../../../src/check/errors.ts';
import { sourcesReader } from '../../../src/check/sources.ts';
import { sources, withFile } from '../../support/factories.ts';

// What may lie in content/ and in public/, on a disk.

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'files-'));
  for (const { path, text } of sources().files) write(path, text);
  write('public/favicon.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: string | Buffer = 'x') {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

const messages = async () =>
  contentErrors(await sourcesReader(root)(), '2026-01-01').map(errorInWords);

test('what editors and systems leave beside the content is no reason to stop', async () => {
  for (const name of [
    ...['.DS_Store', '._first.mdx', '.first.mdx.swp', 'Thumbs.db', 'desktop.ini', 'first.mdx~'],
    ...['#first.mdx#', 'first.mdx.orig', 'first.mdx.bak', '4913', 'first.mdx.tmp.12345.678'],
    ...['first.mdx___jb_tmp___', '.gitkeep', '.obsidian/app.json', '~$first.mdx', 'sedAb12Cd'],
  ]) {
    write(`content/essays/${name}`);
    write(`content/${name}`);
  }
  symlinkSync('ann@desk.1234:5678', join(root, 'content/essays/.#first.mdx'));
  expect(await messages()).toEqual([]);
});

const left =
  'it is hidden, or left by an editor or a system, and would be published. Delete it, or rename it if it is to be published.';
const secret =
  'it may hold a secret, and would be published. Take it out of public/, and change the secret; or rename it, if it holds none.';
const order =
  'the file would tell a host what to do. Take it out: the build writes what hosts are told.';
const made =
  'the file would stand where the site has a page of its own. Rename it, or take it out.';

test.each([
  ...['.DS_Store', 'notes.md~', 'a/Thumbs.db', 'desktop.ini', '.a.swp'].map((path) => [path, left]),
  ...['a.orig', '.well-known/.DS_Store', '.hidden/a.txt'].map((path) => [path, left]),
  ...['.env', '.env.local', 'a/.htpasswd', 'key.pem', 'id_rsa', 'site.p12'].map((path) => [
    path,
    secret,
  ]),
  ...['secrets.yaml', 'keys.json', '.npmrc', 'dump.sql'].map((path) => [path, secret]),
  ...['_worker.js', 'web.config', '_routes.json', 'netlify.toml'].map((path) => [path, order]),
  ...['atom.xml', 'rss.xml', 'feed.json', 'comments.xml', 'comments.json'].map((path) => [
    path,
    made,
  ]),
  ...['feed.css', 'robots.txt', 'sitemap-0.xml', 'sitemap-index.xml', '404.html'].map((path) => [
    path,
    made,
  ]),
  ...['index.html', 'Atom.XML', 'about.html', 'about/a.txt', 'essays/a.pdf'].map((path) => [
    path,
    made,
  ]),
  ...['_astro/a.js', 'cards/a.png', '.htaccess', '_headers', '.nojekyll'].map((path) => [
    path,
    made,
  ]),
])('public/%s is refused', (path = '', says) => {
  const named = path.startsWith('.hidden/') ? '.hidden' : path;
  expect(
    contentErrors({ ...sources(), publicFiles: [path] }, '2026-01-01').map(errorInWords),
  ).toEqual([`public/${named}: ${says}`]);
});

test('a folder of a system is refused once, and not for each of its files', () => {
  const publicFiles = ['.git/HEAD', '.git/config', '.git/objects/aa/bb'];
  expect(contentErrors({ ...sources(), publicFiles }, '2026-01-01').map(errorInWords)).toEqual([
    `public/.git: ${secret}`,
  ]);
});

test('all else may be published: files to take home, and those that say whose a site is', async () => {
  for (const path of [
    ...['handout.pdf', 'a/b/c.zip', '.well-known/security.txt', '.well-known/assetlinks.json'],
    ...['CNAME', 'ads.txt', 'humans.txt', 'favicon.ico', 'manifest.webmanifest', 'keyboard.txt'],
  ]) {
    write(`public/${path}`);
  }
  write('public/google0a1b2c3d.html', 'google-site-verification: google0a1b2c3d.html\n');
  write('public/BingSiteAuth.xml', '<?xml version="1.0"?>\n<users><user>ABC</user></users>');
  write('public/blogroll.xml', '<opml><outline href="https://example.org/"/></opml>');
  expect(await messages()).toEqual([]);
});

const link =
  'this is a link and not a file. Put the file itself in its place: what a link leads to is not checked.';

test('links, pipes and sockets are named, wherever they lead, in both folders', async () => {
  write('outside.txt');
  for (const folder of ['content/essays', 'public']) {
    symlinkSync('/nowhere', join(root, folder, 'dead.png'));
    symlinkSync('loop.mdx', join(root, folder, 'loop.mdx'));
    symlinkSync(join(root, 'outside.txt'), join(root, folder, 'out.txt'));
    symlinkSync('..', join(root, folder, 'up'));
    execFileSync('mkfifo', [join(root, folder, 'pipe.mdx')]);
  }
  const server = createServer().listen(join(root, 'public/socket'));
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const none = 'this is a pipe, a socket or a device, and not a file. Take it out.';
  expect((await messages()).toSorted()).toEqual(
    [
      ...['content/essays', 'public'].flatMap((folder) => [
        ...['dead.png', 'loop.mdx', 'out.txt', 'up'].map((name) => `${folder}/${name}: ${link}`),
        `${folder}/pipe.mdx: ${none}`,
      ]),
      `public/socket: ${none}`,
    ].toSorted(),
  );
});

test('a name that is not UTF-8 is refused', async () => {
  for (const folder of ['content/essays', 'public']) {
    const name = Buffer.concat([Buffer.from(join(root, folder, 'caf')), Buffer.from([0xe9])]);
    writeFileSync(name, 'x');
  }
  expect(await messages()).toEqual(
    ['content/essays', 'public'].map(
      (folder) =>
        `${folder}/caf\uFFFD: the name of the file is not UTF-8. Rename it in lower case a to z, digits and hyphens.`,
    ),
  );
});

const acts = (has: string, what = 'drawing') =>
  `the ${what} has ${has}. Take that out: a ${what} may neither act nor ask other sites for anything.`;
const svg = (inner: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9" ${attributes}>${inner}</svg>`;

test.each([
  [svg('<script>alert(1)</script>'), '<script> in it'],
  [svg('<s:script xmlns:s="http://www.w3.org/2000/svg">a()</s:script>'), '<script> in it'],
  [svg('', 'onload="a()"'), 'the handler onload in it'],
  [svg('<rect ONCLICK="a()"/>'), 'the handler onclick in it'],
  [svg('<foreignObject><p>A</p></foreignObject>'), '<foreignObject> in it'],
  [svg('<a href="javascript:a()"><text>A</text></a>'), 'a script in its attribute href'],
  [svg('<a xlink:href="&#106;ava&#10;script:a()"/>'), 'a script in its attribute href'],
  [svg('<image href="data:text/html,a"/>'), 'a script in its attribute href'],
  [svg('<set attributeName="onclick" to="a()"/>'), 'an animation of onclick in it'],
  [
    svg('<image href="https://example.org/a.png"/>'),
    'the address of another file in its attribute href',
  ],
  [svg('<use xlink:href="other.svg#a"/>'), 'the address of another file in its attribute href'],
  [
    svg('<rect style="fill:url(https://example.org/a)"/>'),
    'the address of another file in its attribute style',
  ],
  [svg('<style>@import "a.css";</style>'), 'a style that asks for another file'],
  [
    svg('<style><![CDATA[a{fill:url(//example.org/a)}]]></style>'),
    'a style that asks for another file',
  ],
  [`<?xml-stylesheet href="a.css"?>${svg('')}`, 'a style sheet of its own in it'],
])('%s is refused', (text, has) => {
  for (const path of ['public/a.svg', 'content/essays/a.SVG']) {
    expect(activeErrors(path, text).map(errorInWords)).toEqual([`${path}: ${acts(has)}`]);
  }
});

test('a drawing that only draws passes, and one that is no XML is named with its line', () => {
  const drawing = svg(
    '<style>a{fill:url(#b)}</style><defs><linearGradient id="b"/></defs><use href="#b"/><a href="https://example.org/"><text>on</text></a><image href="data:image/png;base64,AA=="/>',
  );
  expect(activeErrors('public/a.svg', `<?xml version="1.0"?>\n${drawing}`)).toEqual([]);
  expect(activeErrors('public/a.svg', svg('\n<rect>')).map(errorInWords)[0]).toMatch(
    /^public\/a\.svg:2: the drawing cannot be read as XML \(.*\)\. Save it anew, as plain SVG or XML\.$/,
  );
});

test('a photograph of a phone by another name, and a packed drawing, are named by what they are', async () => {
  const heic = Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1');
  write('content/essays/photo.jpg', heic);
  write('public/plan.svgz');
  expect(await messages()).toEqual([
    'content/essays/photo.jpg: the picture is HEIC, whatever its name says, which browsers do not show. Save it anew as JPEG, PNG, WebP or AVIF.',
    'public/plan.svgz: the drawing is packed, and cannot be looked into. Unpack it to .svg: hosts pack what they send.',
  ]);
});

test('a page of HTML, and XML that is a page, may not act either', async () => {
  write('public/a.html', '<!doctype html><p onclick="a()">A');
  write('public/b.xml', svg('<script>a()</script>'));
  expect(await messages()).toEqual([
    `public/a.html: ${acts('the handler onclick in it', 'file')}`,
    `public/b.xml: ${acts('<script> in it', 'file')}`,
  ]);
});

const error = (file: string, problem: string): ContentError => {
  return { file, line: 3, problem, fix: 'So.' };
};

test('errors that say the same of many files are told once, with their places', () => {
  const of = (...names: string[]) => names.map((name) => error(name, 'it is'));
  expect(errorsInWords([...of('b', 'a', 'c'), error('a', 'it was')])).toBe(
    'The content has 4 errors:\n  a:3: it is. So.\n  a:3: it was. So.\n  b:3: it is. So.\n  c:3: it is. So.',
  );
  expect(errorsInWords([...of('b', 'a', 'd', 'c'), error('a', 'it was')])).toBe(
    'The content has 5 errors in 4 files:\n  In 4 places: it is. So.\n    a:3\n    b:3\n    c:3\n    d:3\n  a:3: it was. So.',
  );
});

test('a picture in a format that browsers do not show is named as one', () => {
  const some = {
    ...withFile('content/essays/third.mdx', ''),
    otherFiles: ['content/pages/a.tiff'],
  };
  expect(contentErrors(some, '2026-01-01').map(errorInWords)).toContain(
    'content/pages/a.tiff: the picture is in a format that browsers do not show. Save it as JPEG, PNG, WebP or AVIF.',
  );
});

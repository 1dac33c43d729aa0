import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkContent } from '../../../src/check/check.ts';
import { errorInWords } from '../../../src/check/errors.ts';
import { sourcesReader } from '../../../src/check/sources.ts';
import { parseContentFile } from '../../../src/publication/text/content-files.ts';
import { textIn } from '../../../src/writing/import/text.ts';
import { exportsOf } from '../../support/exports.ts';

// So many posts of each kind; `POSTS=300 npx vitest run …` tries more.
const count = Number(process.env['POSTS'] ?? 12);

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A project that has nothing but what every site needs. */
function aProject(): string {
  const project = aFolder();
  mkdirSync(join(project, 'content/pages'), { recursive: true });
  writeFileSync(
    join(project, 'content/site.yaml'),
    '# Ours\ntitle: A site\ndescription: What it is.\nlanguage: en\ntagAuthority: example.org,2020-01-01\n',
  );
  writeFileSync(join(project, 'content/pages/home.mdx'), '---\n---\n\nHello.\n');
  return project;
}

/** Runs the command in a project, and gives what it prints. */
function run(project: string, ...args: string[]): Promise<{ said: string; failed: boolean }> {
  const command = join(process.cwd(), 'src/commands/import.ts');
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      [command, ...args],
      { cwd: project, maxBuffer: Infinity },
      (error, stdout, stderr) =>
        resolve({ said: (stdout + stderr).trim(), failed: error !== null }),
    ),
  );
}

async function contentIn(project: string) {
  const sources = await sourcesReader(project)();
  const { errors, entries } = checkContent(sources, '2026-11-28');
  return { sources, entries, said: errors.map(errorInWords) };
}

describe.each(Object.entries(exportsOf))('an export of %s', (name, write) => {
  test(
    'becomes content without an error, of which nothing is lost in silence',
    async () => {
      const [project, folder] = [aProject(), aFolder()];
      const { said } = await run(project, await write(folder, count));
      const { entries, sources, said: wrong } = await contentIn(project);
      expect(wrong).toEqual([]);
      expect(entries.essays).toHaveLength(count);

      // Whoever had the old address gets to the new one, if there is something to read.
      const [site] = entries.site;
      const isRead = new Set(
        entries.essays.filter(({ data }) => !data.draft).map(({ id }) => `/essays/${id}/`),
      );
      const targets = new Set(site?.data.redirects?.map(({ to }) => to));
      expect(targets).toEqual(isRead);
      expect(sources.files.find(({ path }) => path === 'content/site.yaml')?.text).toMatch(
        /^# Ours\n/,
      );

      const [, second] = entries.essays.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const text = second?.file.body ?? '';
      expect(text).toMatch(/^He said “it’s fine”—and left… /m);
      expect(text).toContain('## The first part');
      expect(text).toContain('### Deeper');
      expect(text).toContain('[the one before](/essays/post-9/)');
      expect(text).toMatch(/H₂O/);
      expect(text).toMatch(/^\| Wood/m);
      expect(text).toContain('```js\nconst a = {');
      if (name === 'substack') {
        expect(said).toContain(
          'the picture https://cdn.example/red.png, which is not in the export or cannot be shown: a link stands in its place',
        );
        expect(text).toContain('A claim[^1].');
        expect(text).toContain('[^1]: The proof.');
      } else {
        expect(sources.otherFiles.length).toBeGreaterThanOrEqual(count);
        expect(text).toMatch(/!\[A square “of” red]\(\.\/post-\d+-red\.png "Red, by Ann\."\)/);
      }
      if (name !== 'astro' && name !== 'substack') {
        expect(entries.authors.map(({ data }) => data.surname)).toEqual([
          name === 'hugo' ? 'O’Doe' : 'Doe',
        ]);
      }
      if (name !== 'substack') {
        for (const { data } of entries.essays)
          expect(data.topics?.[0]?.toLowerCase()).toMatch(/^wood/);
      }
      expect(said).toMatch(/youtube|<iframe>/);
    },
    count * 1000 + 20_000,
  );
});

// What people write, and what programs have made of it.
const strange = [
  'A <u>b</u> & c < d > e {f} <g@h.i> <https://x.example/> <foo-bar x={y}>z</foo-bar>',
  'Term\n: Definition\n\n$$x = y$$ and $a_1 + b$ and ==m== ^[note] [!NOTE] [@cite] [[wiki]] :smile:',
  '> [!NOTE]\n> text\n\n:::tip\nx\n:::\n\n#No space\n\n##Two\n\n|a|b|\n|c|d|',
  '![a b](./a b.jpg) ![](https://x.example/y.png?size=1) <img src="data:image/png;base64,AA"> ![](//[)',
  '- a\n  - b\n    - c\n      - d\n        - e\n          - f\n            - g\n              - h\n                - i\n                  - j\n                    - k',
  '# Same\n\n# Same\n\n#### Jump\n\n##### \n\n# Comments\n\n## comment-5\n\n# Main\n\nText.',
  '<table><tr><td rowspan=2>a</td><td>b<br>c</td></tr><tr><td><ul><li>x</li></ul></td><td>1</td><td>2</td></tr></table>',
  '[text][ref] [missing][nope] [empty]() [x](javascript:alert(1)) [y](tel:1) [z](#frag) [w](/nowhere/) [[^1](#x)]\n\n[ref]: https://x.example',
  '**bold **not* * x *a*b*c* __d__ snake_case ~~s~~ ~t~ ``a`b`` `unclosed and text **bold**text',
  'Note[^a] again[^a] and[^b] [^missing].\n\n[^a]: First *note*.\n\n    Second.\n[^b]: Other\n[^c]: unused',
  '<p>unclosed <b>bold <i>both</b> it</i> <a href=x>link <a href=y>nested</a></a>',
  '<blockquote><h2>Head</h2><pre>a {b} <c></pre></blockquote>\n<h2><a href="#">Linked <img src="x.png"></a></h2>',
  "import X from './x';\nexport const a = 1;\n\n<X client:load prop={{a: 1}} />\n\n{/* comment */}\n\n{1 + 1} import it",
  "the the colour -- -- ... \"a\" 'b' it's '90s 5'10\" &nbps; \u200b\u202e zero, www.example.com and a@b.example",
  '',
  '# Only a heading',
];

test('markup of any kind becomes a text that can be built, and what says nothing a draft', async () => {
  const [project, folder] = [aProject(), aFolder()];
  for (const [index, body] of strange.entries()) {
    const title = ['1984', 'A: b # c', "It's `code` & *stars* [x](y)", 'x'.repeat(80)][index % 4];
    const head = JSON.stringify({ title, date: '2015-01-02', tags: ['C++', 'C', '#c', ''] });
    writeFileSync(join(folder, `post-${index}.md`), `---\n${head}\n---\n\n${body}\n`);
  }
  await run(project, folder);
  const { entries, said } = await contentIn(project);
  expect(said).toEqual([]);
  expect(entries.essays).toHaveLength(strange.length);
  const drafts = entries.essays.filter(({ data }) => data.draft).map(({ id }) => id);
  expect(drafts.toSorted()).toEqual(['post-14', 'post-15']);
});

test('what is there already stays as it is, and a second time nothing is made', async () => {
  const [project, folder] = [aProject(), aFolder()];
  const path = await exportsOf['hugo']?.(folder, 2);
  await run(project, path ?? '');
  const file = join(project, 'content/essays/post-1.mdx');
  writeFileSync(file, readFileSync(file, 'utf8').replace('He said', 'She said'));
  const before = (await contentIn(project)).sources;
  const { said } = await run(project, path ?? '');
  expect(said).toContain(
    'content/posts/post-1.md:\n  all of it: content/essays/post-1.mdx is there already',
  );
  expect(said).toContain(
    'Of 2 posts are made: 0 essays, 0 pages, 0 authors, 0 pictures, 0 redirects.',
  );
  expect((await contentIn(project)).sources).toEqual(before);
});

test('the report names each draft with its reasons, and each thing that is not kept with its file', async () => {
  const [project, folder] = [aProject(), aFolder()];
  writeFileSync(
    join(folder, 'a-post.md'),
    '---\ntitle: A post\nmood: fine\n---\n\nWords, ![a cat](https://cats.example/1.jpg) and {{< tweet 1 >}}more.\n',
  );
  writeFileSync(join(folder, 'broken.md'), '---\ntitle: "A post\n---\n\nWords.\n');
  const { said, failed } = await run(project, folder);
  expect(failed).toBe(false);
  expect(said).toBe(`content/essays/a-post.mdx is a draft:
  its day of publication is unknown: it is today

Not kept:
broken.md:
  its YAML cannot be read (Missing closing "quote at line 1, column 15)
a-post.md:
  the order tweet
  the key "mood"
  the picture https://cats.example/1.jpg, which is not in the export or cannot be shown: a link stands in its place

Of 1 post are made: 1 essay, 0 pages, 0 authors, 0 pictures, 0 redirects. Nothing was fetched, and nothing that was there has changed but the redirects in content/site.yaml.
1 is a draft for the reasons above: mend them, and take the key draft out.
npm run dev shows them.`);
});

const usage =
  'npm run import -- <folder or file>\ntakes Markdown of Hugo, Jekyll or Astro, an export of WordPress (XML), of Ghost (JSON or ZIP) or of Substack (ZIP or folder).';

test.each([
  ['nothing', undefined, '', usage],
  ['a file of another kind', 'a.docx', 'x', `FILE is of no kind that can be imported.\n\n${usage}`],
  ['XML that is cut short', 'a.xml', '<rss><channel>', undefined],
  ['XML of another kind', 'a.xml', '<a/>', 'FILE is no export of WordPress: it has no channel.'],
  [
    'JSON of another kind',
    'a.json',
    '{"a":1}',
    'FILE is no export of Ghost: it has no list of posts.',
  ],
  ['an archive that is none', 'a.zip', 'x', 'FILE cannot be unpacked (invalid zip data).'],
])('%s is refused in a sentence', async (_, name, content, expected) => {
  const [project, folder] = [aProject(), aFolder()];
  const file = name === undefined ? undefined : join(folder, name);
  if (file !== undefined) writeFileSync(file, content);
  const { said, failed } = await run(project, ...(file === undefined ? [] : [file]));
  expect(failed).toBe(true);
  if (expected === undefined) expect(said).toMatch(/^\S+ cannot be read as XML \(.+\)\.$/);
  else expect(said.replaceAll(file ?? '\0', 'FILE')).toBe(expected);
});

const around = { pictureOf: () => undefined, linkTo: (href: string) => href, lose: () => {} };

test.each([
  ['<p>{x} &lt;b> * _ `</p>', '\\{x} \\<b> \\* \\_ \\`\n'],
  ['<h2></h2><h3>A</h3><h5>B</h5>', '## A\n\n### B\n'],
  ['<p>a<em> b </em>c</p>', 'a *b* c\n'],
  ['<p>one<br><br>two<br>three</p>', 'one\n\ntwo\\\nthree\n'],
  ['<dl><dt>a</dt><dd>b</dd></dl>', '- a\n\n  b\n'],
  ['<ul><li><h2>A</h2>b</li></ul>', '- **A**\n\n  b\n'],
  ['<h2>Theme</h2><p>a</p>', '**Theme**\n\na\n'],
  ['<h2>Comment 5</h2>', '**Comment 5**\n'],
  ['<p>import a</p>', '&#x69;mport a\n'],
  ['<p>[a][b]</p>', '\\[a] \\[b]\n'],
  ['<p><img src="//["></p>', '\\[\n'],
  ['<p>2<sup>10</sup> CO<sub>2</sub> x<sup>th</sup></p>', '2¹⁰ CO₂ xth\n'],
])('%s is written %j', (html, markdown) => {
  expect(textIn(html, around)).toBe(markdown);
});

test('a text of no essay is no frontmatter: what begins with three hyphens stays a text', () => {
  const text = textIn('<p>--- a</p>', around);
  expect(parseContentFile({ path: 'a.mdx', text: `---\na: b\n---\n\n${text}` }).body.trim()).toBe(
    text.trim(),
  );
});

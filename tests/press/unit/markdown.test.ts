import { unified, type RemarkPlugin } from '@astrojs/markdown-remark';
import renderer from '@astrojs/mdx/server.js';
import { experimental_AstroContainer } from 'astro/container';
import type { Root } from 'hast';
import type { Root as MarkdownTree } from 'mdast';
import { visit } from 'unist-util-visit';
import { beforeEach, expect, test } from 'vitest';
import {
  compiledText,
  paragraphsOf,
  parseMdx,
  plainText,
  renderComment,
  renderMarkdown,
} from '../../../src/publication/text/markdown.ts';
import { en } from '../../../src/words/en.ts';
import { pluginsOf, textPlugins } from '../../../src/publication/text/plugins.ts';
import { configurePlugins } from '../../../src/publication/text/configured-plugins.ts';
import { headingsOf, readProse } from '../../../src/check/prose.ts';
import { contentOf } from '../../../src/unstable/mdx-component.ts';

beforeEach(() => configurePlugins(textPlugins('/base/')));

test('links of the site stand under its base path', async () => {
  expect(await renderMarkdown('[About](/about/)')).toContain('href="/base/about/"');
  expect(await renderMarkdown('[Far](https://example.org/)')).toContain(
    'href="https://example.org/"',
  );
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[a](javascript:alert(1))',
  '![a](https://example.org/pixel.png)',
  '<p style="color:red">a</p>',
])('Markdown in YAML cannot make %s', async (text) => {
  expect(await renderMarkdown(text)).not.toMatch(/<script|<img|javascript:|style=|onerror=/);
});

test('a link in a comment is marked as a reader’s, and leads to another site or nowhere', async () => {
  expect(await renderComment('[a](https://example.org/)')).toBe(
    '<p><a href="https://example.org/" rel="ugc nofollow">a</a></p>',
  );
  for (const address of ['/about/', '#main', '//example.org', 'mailto:a@example.org', 'data:,a']) {
    expect(await renderComment(`[a](${address})`), address).toBe('<p>a</p>');
  }
});

test('a comment brings no ids, classes or notes of its own', async () => {
  const html = await renderComment('A[^1]\n\n- [x] b\n\n# c\n\n[^1]: d');
  expect(html).not.toMatch(/ id=| class=|<h\d|<input|<sup|<section/);
});

/** Every text of so many of some signs. */
const textsOf = (signs: readonly string[], length: number): string[] =>
  length === 0
    ? ['']
    : textsOf(signs, length - 1).flatMap((text) => signs.map((sign) => text + sign));

test('a text of nothing but words is rendered as it is where there is markup beside it', async () => {
  const texts = [...textsOf([...'ä1 .,;:!?…’‘”“()–—\'"-\n'], 3), ...textsOf([...'a1 .:-\n'], 4)];
  const words = texts.filter((text) => paragraphsOf(text));
  expect(words.length).toBeGreaterThan(1000);

  // So many at a time, parted by empty lines; the last makes the whole Markdown.
  for (let at = 0; at < words.length; at += 50) {
    const some = words.slice(at, at + 50);
    const text = [...some, '*b*'].join('\n\n');
    expect(paragraphsOf(text)).toBeUndefined();
    expect(plainText(text).split('\n\n')).toEqual(
      [...some, 'b'].flatMap((one) => one.split(/\n\n+/)),
    );
    for (const render of [renderMarkdown, renderComment]) {
      const alone = await Promise.all(some.map(render));
      expect(await render(text)).toBe([...alone, '<p><em>b</em></p>'].join('\n'));
    }
  }
});

test.each([
  'www.example.org',
  'So WWW.example.org says.',
  'a@example.org',
  'https://example.org',
  'a\n---',
  'a\n- b',
  'a\n1. b',
  'a  \nb',
  '    a',
  'a&amp;b',
  '[a]',
  'a\n',
  '',
])('%j is not taken for words alone', (text) => {
  expect(paragraphsOf(text)).toBeUndefined();
});

test('paragraphs have the lines on which they begin', () => {
  expect(paragraphsOf('One\ntwo.\n\n\nThree.')).toEqual([
    { line: 0, text: 'One\ntwo.' },
    { line: 4, text: 'Three.' },
  ]);
});

test('what a machine reads of a comment is what a reader sees of it', () => {
  expect(plainText('One <b>bold</b> *word* ![alt](x.png)\n\n<script>alert(1)</script>')).toBe(
    'One bold word \n\n',
  );
  expect(plainText('*So*:\n\n- one,\n- two\n  - and three.\n\n> Four.\n>\n> Five.')).toBe(
    'So:\n\none, two and three.\n\nFour. Five.',
  );
});

/**
 * MDX as it stands on a page under /base/, with the pictures that it has.
 *
 * @param components The elements that stand in the place of components.
 */
async function rendered(text: string, components: Record<string, string> = {}) {
  const { code, pictures } = await compiledText(text, 'a.mdx', textPlugins('/base/'), en);
  const content = contentOf({ code, pictures: [] });
  const container = await experimental_AstroContainer.create();
  container.addServerRenderer({ name: 'astro:jsx', renderer });
  const html = await container.renderToString(content, { props: { components } });
  return { html, pictures };
}

test('the box of a task is named by what is to be done', async () => {
  const { html } = await rendered('- [x] Sand the board\n- [ ] Oil it');
  expect(html).toContain('aria-label="Sand the board"');
  expect(html).toContain('aria-label="Oil it"');
});

test('a table and code stand in boxes that scroll, take the keyboard and have a name', async () => {
  const { html } = await rendered('| a |\n| - |\n| b |\n\n```\ncode\n```');
  for (const [name, element] of Object.entries({ Table: 'table', Code: 'pre' })) {
    expect(html).toMatch(
      new RegExp(
        `<div class="wide-box" role="group" aria-label="${name}" tabindex="0"><${element}>`,
      ),
    );
  }
});

test('an essay is rendered with links to its sections, notes by role, aligned cells, and its base path', async () => {
  const { html } = await rendered(`[Link](/about/)[^1] -- "so" ~one~ ~~two~~

## A [linked](//example.org/) & *heading*

| a |
|--:|
| b |

[^1]: Note.`);
  expect(html).toContain('<a href="/base/about/">Link</a>');
  expect(html).toContain('id="fnref-1" data-footnote-ref role="doc-noteref">1</a>');
  expect(html).toContain('-- &quot;so&quot; ~one~ <del>two</del>');
  expect(html).toContain(
    '<h2 id="a-linked--heading" class="content">A <a href="//example.org/">linked</a> &amp; <em>heading</em> <a href="#a-linked--heading" class="heading-link" aria-label="Link to section: A linked &amp; heading"></a></h2>',
  );
  expect(html).toContain('<td class="align-right">b</td>');
  expect(html).not.toContain('style=');
  expect(html).toContain('role="doc-endnotes"><h2 id="footnote-label">Notes</h2>');
  expect(html).toContain('role="doc-backlink">↩</a>');
});

test('a place within a page is written in letters, as its id is', async () => {
  const { html } = await rendered(
    '## Über 北京\n\n[a](#über-北京) [b](/about/?a=b#%C3%BCber) [c](#50%)',
  );
  expect(html).toContain('<h2 id="über-北京"');
  for (const href of ['#über-北京', '/base/about/?a=b#über', '#50%']) {
    expect(html).toContain(`<a href="${href}">`);
  }
});

test('the check knows the ids of headings as the page has them', async () => {
  const text = [
    '## So',
    '## So',
    '## So-1',
    '## So {/* a comment */} it *is*, `codE` & 50 %',
    '## 1. Über “das” ~~nicht~~ [about](/about/) 北京 👨‍👩‍👧',
    '## ![A picture](/a.png) beside &amp; words',
    'Over\ntwo lines  \nand three\n---',
    '> ## In a quotation',
    '- ## In a list',
    '<Aside>\n\n## In an aside\n\n</Aside>',
  ].join('\n\n');
  const { html } = await rendered(text.replaceAll(/<\/?Aside>/g, ''));
  const shown = [...html.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id);
  const known = headingsOf(readProse('a.mdx', 'essays', text)).map(({ id }) => id);
  expect(known).toHaveLength(10);
  expect(known).toEqual(shown);
});

test('the notes of an essay are named in the order of their references, wherever these stand', async () => {
  const text = [
    'He said[^Colon]: so, **bold[^bold]**; `code`[^code] (round[^round]). Again.[^colon]',
    '> Said.[^quote]',
    '- One[^item]',
    '| a[^cell] | b |\n| --- | --- |\n| c | d |',
    '<Aside>\n\nAside[^aside]—so.\n\n</Aside>',
    '`[^none]: x` and \\[^neither]',
    ...['within', 'aside', 'cell', 'item', 'quote', 'round', 'code', 'bold', 'colon'].map(
      (name) => `[^${name}]: The note${name === 'colon' ? '[^within]' : ''}.`,
    ),
  ];
  const compiled = await compiledText(text.join('\n\n'), 'a.mdx', textPlugins('/'), en);
  expect(compiled.notes).toEqual([
    'colon',
    'bold',
    'code',
    'round',
    'quote',
    'item',
    'cell',
    'aside',
    'within',
  ]);
});

test('a picture that stands alone is a figure, and its title the caption', async () => {
  const { html } = await rendered(
    '![One](a.png "Caption & credit.")\n\n![Two](b.png)\n[![Three](c.png)](https://example.org)\n\nWords ![four](d.png).',
  );
  expect(html.replaceAll(/ loading="eager"|\/(?=>)/g, '')).toBe(
    '<figure><img src="./a.png" alt="One"><figcaption>Caption &amp; credit.</figcaption></figure>\n' +
      '<figure><img src="./b.png" alt="Two"></figure><figure><a href="https://example.org"><img src="./c.png" alt="Three"></a></figure>\n' +
      '<p>Words <img src="./d.png" alt="four">.</p>',
  );
});

test('a picture alone in the item of a list keeps its caption', async () => {
  const { html } = await rendered('- ![One](a.png "Caption.")\n- Words');
  expect(html).toContain('<figcaption>Caption.</figcaption></figure></li>');
});

test('the first picture is loaded at once where it is in sight, and no other', async () => {
  const picture = '![One](a.png)\n\n![Two](b.png)';
  const eager = async (text: string) => [...(await rendered(text)).html.matchAll(/eager/g)].length;
  expect(await eager(`Words.\n\n${picture}`)).toBe(1);
  expect(await eager(`${'Words. '.repeat(200)}\n\n${picture}`)).toBe(0);
});

test('the lines of verse are kept as they are written', async () => {
  const { html } = await rendered(
    '<Verse>\n\nThe *woods* are\nlovely,\\\ndark\n\nand deep.\n\n</Verse>',
    { Verse: 'div' },
  );
  expect(html).toContain(
    '<p><span class="line">The <em>woods</em> are</span><br/>\n<span class="line">lovely,</span><br/>\n<span class="line">dark</span></p>',
  );
  expect(html).toContain('<p><span class="line">and deep.</span></p>');
});

test('the last paragraph of a figure is its caption, and pictures stand in it without figures of their own', async () => {
  const { html } = await rendered(
    '<Figure>\n\n![One](a.png)\n\n![Two](b.png "The second.")\n\nBoth, by *Ann*.\n\n</Figure>',
    { Figure: 'figure' },
  );
  expect(html.replaceAll(/ loading="eager"|\/(?=>)/g, '')).toBe(
    '<figure><img src="./a.png" alt="One"><figure><img src="./b.png" alt="Two"><figcaption>The second.</figcaption></figure><figcaption>Both, by <em>Ann</em>.</figcaption></figure>',
  );
});

test('the source of an epigraph stands outside of what is quoted', async () => {
  const of = async (text: string) =>
    (await rendered(`<Epigraph>\n\n${text}\n\n</Epigraph>`, { Epigraph: 'section' })).html;
  expect(await of('Words.\n\n—Ann Doe')).toContain(
    '<div class="epigraph" role="doc-epigraph"><blockquote><p>Words.</p></blockquote><p class="source">—Ann Doe</p></div>',
  );
  expect(await of('Words.\n\nMore.')).not.toContain('source');
});

test.each([
  ['The hand knows.', true],
  ['“The hand knows”', true],
  ['the hand *knows* where', true],
  ['The hand forgets.', false],
  ['The hand knows [where](https://example.org).', false],
])('whether the pull quote %j repeats the text is %s', async (quote, isRepeated) => {
  const { html } = await rendered(
    `So she says: the hand knows[^1] where.\n\n<PullQuote>\n\n${quote}\n\n</PullQuote>\n\n[^1]: Note.`,
    { PullQuote: 'div' },
  );
  expect(html.includes('isRepeated')).toBe(isRepeated);
});

test('the pictures of an essay are named by their paths', async () => {
  const { html, pictures } = await rendered(
    '![One](one%20more.png)\n\nBeside ![two](./two.png) and ![three](/one%20three.png).',
  );
  expect(pictures).toEqual(['./one more.png', './two.png', '/one three.png']);
  const shown = [...html.matchAll(/ src="([^"]*)"/g)].map(([, src]) => src);
  expect(shown).toEqual(['./one more.png', './two.png', '/one three.png']);
});

test('a plugin of the configuration works on Markdown in YAML and in comments, after what is not allowed is out', async () => {
  const plugins = textPlugins('/');
  const mark = () => (tree: Root) =>
    visit(tree, 'element', ({ properties }) => void (properties['dataMarked'] = ''));
  configurePlugins({ ...plugins, rehypePlugins: [...plugins.rehypePlugins, mark] });
  for (const render of [renderMarkdown, renderComment]) {
    expect(await render('Words.\n\n<b data-x>bold</b>')).toBe(
      '<p data-marked="">Words.</p>\n<p data-marked="">bold</p>',
    );
  }
});

test('another processor than that of the plugins is refused, and a plugin by its name', () => {
  expect(() => pluginsOf({ name: 'satteri' })).toThrow(
    'markdown.processor is satteri(), and must be unified(): the texts need the plugins of src/publication/text/plugins.ts. Set it in astro.config.mjs',
  );
  expect(() => pluginsOf(unified({ remarkPlugins: ['remark-toc'] }))).toThrow(
    'The plugin "remark-toc" is a name. Import it in astro.config.mjs',
  );
});

test.each([
  ['http://example.com:port/', 'http://example.com:port/'],
  ['www.[x].org', 'www.[x].org'],
  ['https://192.168.0.256/', 'https://192.168.0.256/'],
  ['[a](http://a}b/)', 'a'],
  ['<http://[::>', 'http://[::'],
])('%j in a comment is no address, and so no link', async (text, words) => {
  const html = await renderComment(text);
  expect(html).not.toContain('<a');
  expect(html.replace(/<[^>]*>/g, '').replaceAll('&#x3C;', '<')).toContain(words);
});

test('the address of a link in a comment has only the signs of one, and no name before its host', async () => {
  const html = await renderComment('[a](<https://friend.example@example.org/a b|c%zz#d#e>)');
  expect(html).toContain('href="https://example.org/a%20b%7Cc%25zz#d%23e"');
});

test('code in a comment keeps its lines, and a list the number that it begins with', async () => {
  expect(await renderComment('```\na\n  b\n```')).toBe('<pre><code>a\n  b\n</code></pre>');
  expect(await renderComment('7. Seven')).toBe('<ol start="7">\n<li>Seven</li>\n</ol>');
});

test('a character that cannot be seen does not come into a comment by its number', async () => {
  expect(await renderComment('a&#x202E;b&#xFFFF;c&ZeroWidthSpace;d')).toBe('<p>abcd</p>');
});

const passages = [
  'One[^1] of *two*\nlines.',
  '## A heading',
  '> Said\n>\n> twice.',
  '- a\n- b\n\n  c',
  '1. One',
  '<Aside>\n\nBeside.\n\n</Aside>',
  '<EditorNote>Between.</EditorNote>',
  '<PullQuote>\n\nOne of two\n\n</PullQuote>',
  '---',
  '<Verse>\n\nA line\nand another\n\n</Verse>',
  '<CallOut>On one line.</CallOut>',
  '<Figure>\n\n![A](./a.png)\n\nA caption.\n\n</Figure>',
  '<Epigraph>\n\nWords.\n\n— Somebody\n\n</Epigraph>',
  '<Questions>\n\n1. What?\n\n</Questions>',
  '{/* A comment. */}',
  '| a | b |\n| - | - |\n| c | d |',
  '```\ncode\n```',
  '![One](./a.png "Caption.")\n![Two](./a.png)',
  '[^1]: A note.',
].join('\n\n');

test('every passage of an essay has a number: no heading, aside, remark of the editors, rule or comment', async () => {
  const { code, passages: found } = await compiledText(
    passages,
    'content/essays/a.mdx',
    textPlugins('/'),
    en,
  );
  expect(found).toEqual([
    'One of two lines.',
    'Said twice.',
    'a b c',
    'One',
    'A line and another',
    'On one line.',
    'A caption.',
    'Words. — Somebody',
    'What?',
    'a b c d',
    'code',
    '',
  ]);
  const ids = new Set([...code.matchAll(/\bid: "(p\d+)"/g)].map(([, id]) => id));
  expect(ids).toEqual(new Set(found.map((_, index) => `p${index + 1}`)));
  const links = [...code.matchAll(/href: "#(p\d+)"/g)].map(([, id]) => id);
  expect(links).toEqual(found.map((_, index) => `p${index + 1}`));
});

test('the check counts the passages of an essay as its page does', () => {
  const { passages: checked } = readProse('a.mdx', 'essays', passages);
  expect(checked).toHaveLength(12);
  expect(checked?.slice(4, 7)).toEqual(['A line and another', 'On one line.', 'A caption.']);
});

test('a text that is no essay has no numbers', async () => {
  const page = await compiledText('One.\n\nTwo.', 'content/pages/a.mdx', textPlugins('/'), en);
  expect(page.passages).toEqual([]);
  expect(page.code).not.toContain('"p1"');
});

test('a text that has been read is not read again, unless a plugin reads more', async () => {
  const text = 'A word is *stressed*.';
  const plugins = textPlugins('/');
  // No text has this to say: it is what was read.
  const compiled = await compiledText('', 'a.mdx', plugins, en, parseMdx(text));
  expect(compiled.code).toContain('_components.em');
  const more = {
    ...plugins,
    remarkPlugins: [...plugins.remarkPlugins, withoutStress],
  };
  const other = await compiledText(text, 'a.mdx', more, en, parseMdx(text));
  expect(other.code).toContain('*stressed*');
});

test('a comment of nothing but words is not read as Markdown, unless a plugin reads more', async () => {
  const plugins = textPlugins('/');
  configurePlugins({ ...plugins, remarkPlugins: [...plugins.remarkPlugins, aloud] });
  expect(await renderComment('A word.')).toBe('<p>A word.</p>');
  const more = [...plugins.remarkPlugins, withoutStress, aloud];
  configurePlugins({ ...plugins, remarkPlugins: more });
  expect(await renderComment('A word.')).toBe('<p>A WORD.</p>');
});

/** A plugin that reads words in capitals. */
function aloud(this: ThisParameterType<RemarkPlugin>) {
  const extensions: unknown = Reflect.get(this.data(), 'fromMarkdownExtensions');
  const transform = (tree: MarkdownTree) =>
    visit(tree, 'text', (node) => void (node.value = node.value.toUpperCase()));
  if (Array.isArray(extensions)) extensions.push({ transforms: [transform] });
}

/** A plugin that reads Markdown by another grammar. */
function withoutStress(this: ThisParameterType<RemarkPlugin>) {
  const extensions: unknown = Reflect.get(this.data(), 'micromarkExtensions');
  if (Array.isArray(extensions)) extensions.push({ disable: { null: ['attention'] } });
}

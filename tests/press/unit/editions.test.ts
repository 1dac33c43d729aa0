import { expect, test } from 'vitest';
import { epub } from '../../../src/editions/book/epub.ts';
import {
  atomFeed,
  feedLength,
  feedsOf,
  feedText,
  jsonFeed,
  rssFeed,
} from '../../../src/editions/feeds.ts';
import { citation, cslOf } from '../../../src/editions/citations.ts';
import { essayAsMarkdown, overview, seriesAsMarkdown } from '../../../src/editions/plain-text.ts';
import { onOnePage } from '../../../src/editions/one-page.ts';
import { withSizes } from '../../../src/output/file-sizes.ts';
import { seriesStyle } from '../../../src/layouts/page-styles.ts';
import { citationInWords } from '../../../src/publication/citation.ts';
import { publicationOf } from '../../../src/publication/publication.ts';
import { bylineOfAll } from '../../../src/publication/provenance.ts';
import { lastUpdated } from '../../../src/publication/series.ts';
import { textPlugins } from '../../../src/publication/text/plugins.ts';
import { configurePlugins } from '../../../src/publication/text/configured-plugins.ts';
import { readFeed, readXml, unzip } from '../../support/editions.ts';
import { anAuthor, anEssay, aSeries, entries, site } from '../../support/factories.ts';

configurePlugins(textPlugins('/'));

const origin = new URL('https://example.org');
const textsOf = (texts: Record<string, string>) => new Map(Object.entries(texts));

/** The feeds of a site with one essay of a title, by an author of a name. */
function feedsWith(title: string) {
  const publication = publicationOf(
    entries({
      essays: [anEssay('a', { title, authors: ['ann'] })],
      authors: [anAuthor('ann', title, 'Doe')],
    }),
    site,
  );
  const [feed] = feedsOf(publication);
  if (!feed) throw new Error('The site has no feed.');
  const texts = textsOf({ a: '<p>Some words.</p>' });
  return {
    atom: atomFeed(feed, texts, site, origin),
    rss: rssFeed(feed, texts, site, origin),
    json: JSON.parse(jsonFeed(feed, texts, site, origin)),
  };
}

const titles: Record<string, [written: string, read: string]> = {
  'control characters': ['A\u0000\u0008\u000b\u001f B\ufffe', 'A B'],
  'the end of a CDATA section': ['A ]]> B', 'A ]]> B'],
  markup: ['A <b>bold</b> & B', 'A <b>bold</b> & B'],
  entities: ['A &amp; B &lt;', 'A &amp; B &lt;'],
  'an emoji': ['A 👩🏽‍🚀 B', 'A 👩🏽‍🚀 B'],
  'right-to-left text': ['A \u202e‮שלום\u202c B', 'A \u202e‮שלום\u202c B'],
  'half of a surrogate pair': ['A \ud83d B', 'A \ufffd B'],
};

test.each(Object.entries(titles))('a title with %s leaves feeds well-formed', async (_, pair) => {
  const [written, read] = pair;
  const { atom, rss, json } = feedsWith(written);
  for (const xml of [atom, rss]) {
    const document = readXml(xml, 'application/xml');
    const title = document.querySelector('entry > title, item > title');
    expect(title?.textContent?.trim()).toBe(read);
    expect((await readFeed(xml)).items).toHaveLength(1);
  }
  expect(json.items[0].title).toBe(written);
});

const both = publicationOf(
  entries({
    essays: [anEssay('a', { authors: ['ann'] }), anEssay('a-b'), anEssay('alone')],
    authors: [anAuthor('ann', 'Ann Doe', 'Doe')],
    series: [aSeries('both', ['a', 'a-b'])],
  }),
  site,
);
const [series] = both.series;
const [first] = both.essays;
if (!series || !first) throw new Error('Nothing is published.');

test('the text of a feed has full addresses, and nothing that only the page can use', () => {
  const html =
    '<h2 id="one" class="content">One <a href="#one" class="heading-link" aria-label="Link"></a></h2>' +
    '<p data-astro-cid-x>See <a href="/essays/b/#two">b</a>.<sup><a href="#fn-1" id="fnref-1" data-footnote-ref>1</a></sup></p>';
  expect(feedText(first, html, 'en', origin)).toBe(
    '<h2 id="one">One</h2>' +
      '<p>See <a href="https://example.org/essays/b/#two">b</a>.<sup><a href="https://example.org/essays/a/#fn-1" id="fnref-1">1</a></sup></p>',
  );
});

test('a box that scrolls on a page is none in a feed', () => {
  const html =
    '<div class="wide-box" tabindex="0" aria-label="Code"><pre><code>a</code></pre></div>';
  expect(feedText(first, html, 'en', origin)).toBe('<pre><code>a</code></pre>');
});

test('a remark stands between rules in a feed, where no style sets it apart', () => {
  const html = '<div class="aside" role="note" aria-label="Aside"><p>By the way.</p></div>';
  expect(feedText(first, html, 'en', origin)).toBe('<aside><hr><p>By the way.</p><hr></aside>');
});

test('a feed is as new as the last change to a text, and no newer', () => {
  const essays = [
    anEssay('a', { published: '2020-01-01' }),
    anEssay('b', { published: '2020-02-02', revised: '2020-03-03' }),
  ];
  const [feed] = feedsOf(publicationOf(entries({ essays }), site));
  if (!feed) throw new Error('The site has no feed.');
  const texts = textsOf({ a: '', b: '' });
  const document = readXml(atomFeed(feed, texts, site, origin), 'application/xml');
  const said = (selector: string) =>
    [...document.querySelectorAll(selector)].map(({ textContent }) => textContent?.slice(0, 10));
  expect(said('feed > updated')).toEqual(['2020-03-03']);
  expect(said('entry > updated')).toEqual(['2020-03-03', '2020-01-01']);
  expect(said('entry > published')).toEqual(['2020-02-02', '2020-01-01']);
});

test('what a feed is, is said in it', () => {
  expect(feedsWith('T').json.user_comment).toBe(site.words.editions.explanation);
});

test('a description in RSS is HTML, and so is escaped once more', () => {
  const publication = publicationOf(
    entries({ essays: [anEssay('a', { standfirst: 'A <b> & B' })] }),
    site,
  );
  const [feed] = feedsOf(publication);
  if (!feed) throw new Error('The site has no feed.');
  const document = readXml(rssFeed(feed, textsOf({ a: '' }), site, origin), 'application/xml');
  const description = document.querySelector('item > description')?.textContent?.trim();
  expect(description).toBe('A &lt;b> &amp; B');
});

test('the cells of a table keep their alignment in a feed', () => {
  const html = '<table><tbody><tr><td class="align-right">1</td></tr></tbody></table>';
  expect(feedText(first, html, 'en', origin)).toContain('<td align="right">1</td>');
});

test('a revised essay comes to the head of the feed', () => {
  const essays = [
    anEssay('old', { published: '2020-01-01', revised: '2020-06-06' }),
    anEssay('new', { published: '2020-02-02' }),
  ];
  const [feed] = feedsOf(publicationOf(entries({ essays }), site));
  expect(feed?.essays.map(({ slug }) => slug)).toEqual(['old', 'new']);
});

test('a feed holds the newest essays, and no more than it may', () => {
  const essays = Array.from({ length: 30 }, (_, index) =>
    anEssay(`e-${index}`, { published: `2020-01-${String(index + 1).padStart(2, '0')}` }),
  );
  const [feed] = feedsOf(publicationOf(entries({ essays }), site));
  expect(feed?.essays).toHaveLength(feedLength);
  expect(feed?.essays[0]?.slug).toBe('e-29');
});

test('an edition says so where a text is missing', () => {
  const [feed] = feedsOf(publicationOf(entries({ essays: [anEssay('a')] }), site));
  if (!feed) throw new Error('The site has no feed.');
  expect(() => atomFeed(feed, new Map(), site, origin)).toThrow('The text of "a" is missing');
});

test('on one page an essay’s ids are its own, and links stay there where they can', () => {
  const html =
    '<h2 id="b">B</h2><p><a href="#b">here</a> <a href="/essays/a-b/">next</a> <a href="/essays/a-b/#b">in it</a> <a href="/essays/alone/">alone</a></p>';
  expect(onOnePage(first, series, textsOf({ a: html }))).toBe(
    '<h3 id="a--b">B</h3><p><a href="#a--b">here</a> <a href="#essay-a-b">next</a> <a href="#a-b--b">in it</a> <a href="/essays/alone/">alone</a></p>',
  );
});

test('in an edition a link to a discussion that there is not leads to its essay', () => {
  const html = '<p><a href="#comments">here</a> <a href="/essays/a-b/#comments">there</a></p>';
  expect(onOnePage(first, series, textsOf({ a: html }))).toBe(
    '<p><a href="#essay-a">here</a> <a href="#essay-a-b">there</a></p>',
  );
});

test('on one printed page each essay has its title above it', () => {
  expect(seriesStyle([{ slug: 'a', title: 'A', notes: [] }])).toContain(
    '#essay-a{page:essay-a}@page essay-a{@top-left{content:"A"}}',
  );
});

test('a series names those whose essays it retells apart from those who wrote for it', () => {
  expect(bylineOfAll(series.essays, site.words)).toBe('Retold from Ann Doe and an unsigned essay');
  const originals = series.essays.map((essay) => ({ ...essay, kind: 'original' as const }));
  expect(bylineOfAll(originals, site.words)).toBe('Ann Doe and an unsigned essay');
  const [one, other] = series.essays;
  if (!one || !other) throw new Error('The series has two essays.');
  expect(bylineOfAll([{ ...one, kind: 'original' }, other], site.words)).toBe(
    'Ann Doe; retold from an unsigned essay',
  );
});

const parts = {
  texts: textsOf({
    a: '<p>A &amp; b<br><img src="pictures-of/x.png" alt="A cat"></p>',
    'a-b': '<p>C</p>',
  }),
  arguments: textsOf({}),
  sources: textsOf({ a: '<p>S</p>', 'a-b': '<p>S</p>' }),
  discussions: textsOf({}),
  retelling: '<p>R</p>',
  pictures: new Map([
    [
      'pictures-of/x.png',
      { name: 'picture-1.png', mediaType: 'image/png', bytes: new Uint8Array([1]) },
    ],
  ]),
};

test('the same book is the same bytes', async () => {
  const make = () => epub(series, site, parts, new Uint8Array([2]), origin);
  expect(Buffer.compare(await make(), await make())).toBe(0);
});

test('a book holds its pictures, and says that it has some', async () => {
  const files = await unzip(await epub(series, site, parts, new Uint8Array([2]), origin));
  expect([...(files.get('EPUB/pictures/picture-1.png') ?? [])]).toEqual([1]);
  const chapter = readXml(String(files.get('EPUB/essay-a.xhtml')));
  expect(chapter.querySelector('img')?.getAttribute('src')).toBe('pictures/picture-1.png');
  expect(String(files.get('EPUB/package.opf'))).toContain('alternativeText');
});

test('the contents of a book say the order of its essays, and whose they are; its title page shows the argument', async () => {
  const argument = { name: 'argument.png', mediaType: 'image/png', bytes: new Uint8Array([3]) };
  const lined = {
    ...series,
    line: { start: { label: 'near', meaning: 'one' }, end: { label: 'far', meaning: 'other' } },
  };
  const files = await unzip(
    await epub(lined, site, { ...parts, argument }, new Uint8Array([2]), origin),
  );
  const contents = readXml(String(files.get('EPUB/contents.xhtml')));
  expect(contents.querySelector('[href="essay-a.xhtml"]')?.textContent).toBe(
    '1. The title of a · Retold from Ann Doe',
  );
  expect(String(files.get('EPUB/toc.ncx'))).toContain('<text>1. The title of a</text>');
  const picture = readXml(String(files.get('EPUB/title.xhtml'))).querySelector('img');
  expect(picture?.getAttribute('src')).toBe('pictures/argument.png');
  expect(picture?.getAttribute('alt')).toMatch(/from near to far/);
  expect([...(files.get('EPUB/pictures/argument.png') ?? [])]).toEqual([3]);
});

test.each(Object.entries(titles))(
  'a title with %s leaves a book well-formed',
  async (_, [title]) => {
    const { series: named } = publicationOf(
      entries({ essays: [anEssay('a', { title })], series: [aSeries('s', ['a'], { title })] }),
      site,
    );
    if (!named[0]) throw new Error('Nothing is published.');
    const texts = textsOf({ a: `<p><code>${title.replaceAll('<', '&lt;')}</code></p>` });
    const book = await epub(
      named[0],
      site,
      { ...parts, texts, sources: texts },
      new Uint8Array([2]),
      origin,
    );
    for (const [path, bytes] of await unzip(book)) {
      if (/\.(xhtml|opf|ncx)$/.test(path)) readXml(String(bytes), 'application/xml');
    }
  },
);

test('a book is as new as the last change to its essays, or to what its series says', () => {
  expect(lastUpdated({ ...series, revised: '2020-01-01' })).toBe('2020-01-01');
  expect(lastUpdated({ ...series, revised: '2020-02-02' })).toBe('2020-02-02');
});

test('a book without discussions has no page for them', async () => {
  const files = await unzip(await epub(series, site, parts, new Uint8Array([2]), origin));
  expect([...files.keys()]).not.toContain('EPUB/discussions.xhtml');
});

test('the size of a file is said where a page leaves it open', () => {
  const html =
    'EPUB<span data-size-of="/a.epub">1\u00a0KB</span>; tiny<span data-size-of="/b">1\u00a0Ko</span>';
  const sizes: Record<string, number> = { '/a.epub': 148_323, '/b': 12 };
  expect(withSizes(html, (path) => sizes[path] ?? 0)).toBe('EPUB, 148\u00a0KB; tiny, 1\u00a0Ko');
});

/** One essay of a kind, signed by Ann van Doe, of the source that is given. */
function oneEssay(kind: 'retelling' | 'reprint' | 'original', source?: object) {
  const { essays, ...publication } = publicationOf(
    entries({
      essays: [
        anEssay('a-b', {
          kind,
          title: 'Is “it” so?',
          authors: ['ann'],
          published: '2020-02-03',
          takeaways: ['Go on.'],
          ...(source ? { source } : { source: undefined }),
        }),
      ],
      authors: [anAuthor('ann', 'Ann van Doe', 'van Doe')],
      series: [aSeries('s', ['a-b'])],
    }),
    site,
  );
  const [essay] = essays;
  if (!essay) throw new Error('There is no essay.');
  return { essay, publication: { essays, ...publication } };
}

test('a retelling is cited as the words of the publication, with its source as the original', () => {
  const { essay } = oneEssay('retelling', {
    title: 'So it is',
    place: 'in a paper',
    date: '1999-03',
  });
  expect(cslOf(essay, site, origin)).toMatchObject({
    type: 'webpage',
    author: [{ literal: 'A site' }],
    issued: { 'date-parts': [[2020, 2, 3]] },
    URL: 'https://example.org/essays/a-b/',
    note: 'Retold from Ann van Doe, “So it is,” in a paper, March 1999.',
    'original-title': 'So it is',
    'original-author': [{ family: 'van Doe', given: 'Ann' }],
    'original-date': { 'date-parts': [[1999, 3]] },
  });
  expect(citationInWords(essay, site, 'https://example.org/essays/a-b/')).toBe(
    'A site, “Is “it” so?” Series s, February 3, 2020, https://example.org/essays/a-b/. Retold from Ann van Doe, “So it is,” in a paper, March 1999.',
  );
});

test('an original is cited by who wrote it, and has no source', () => {
  const { essay } = oneEssay('original');
  const item = cslOf(essay, site, origin);
  expect(item['author']).toEqual([{ family: 'van Doe', given: 'Ann' }]);
  expect(Object.keys(item).filter((key) => /^(note|original-)/.test(key))).toEqual([]);
  expect(citationInWords(essay, site, 'https://example.org/')).toBe(
    'Ann van Doe, “Is “it” so?” Series s, A site, February 3, 2020, https://example.org/.',
  );
});

test('programs that keep references have an essay as BibTeX, RIS and CSL-JSON, each line of RIS whole', () => {
  const { essay } = oneEssay('retelling', { title: 'So '.repeat(40).trim() });
  expect(citation(essay, site, origin, 'bib')).toMatch(
    /^@misc\{[^]*author = \{\{A site\}\}[^]*year = \{2020\}[^]*url = \{https:\/\/example\.org\/essays\/a-b\/\}/,
  );
  const ris = citation(essay, site, origin, 'ris');
  expect(ris.split('\n').filter((line) => !/^[A-Z][A-Z\d] {2}-/.test(line))).toEqual(['']);
  expect(ris).toContain(`N1  - Retold from Ann van Doe, “${'So '.repeat(40).trim()}.”\n`);
  expect(JSON.parse(citation(essay, site, origin, 'json'))).toEqual([cslOf(essay, site, origin)]);
});

const textWithNumbers =
  '<p id="p1">One *is* <em>so</em><sup><a href="#fn-a" id="fnref-a" data-footnote-ref role="doc-noteref">1</a></sup><a class="passage" href="#p1" aria-hidden="true" tabindex="-1"></a></p>' +
  '<h2 id="h" class="content">A heading <a href="#h" class="heading-link"></a></h2>' +
  '<ul id="p2"><li>An <a href="/essays/b/">item</a> of <a href="#fn-a">the note</a></li></ul>' +
  '<h6>The lowest</h6>' +
  '<section data-footnotes class="footnotes" role="doc-endnotes"><h2 id="footnote-label">Notes</h2><ol><li id="fn-a"><p>The note. <a href="#fnref-a" data-footnote-backref role="doc-backlink">↩</a></p></li></ol></section>';

test('an essay is Markdown with the numbers of its passages, its notes, and where it is from', async () => {
  const { essay, publication } = oneEssay('original');
  const parts = { text: textWithNumbers, source: '<p>Published here.</p>' };
  const { whole, part } = essayAsMarkdown(essay, parts, site, origin);
  expect(whole).toBe(`# Is “it” so?

*The standfirst of a-b.*

Ann van Doe · February 3, 2020 · 1 minute

¶ 1 One \\*is\\* *so*[^a]

## A heading

¶ 2

- An [item](https://example.org/essays/b/) of [the note](#fn-a)

###### The lowest

[^a]: The note.

## To take with you

- Go on.

## Publication

Published here.

Ann van Doe, “Is “it” so?” Series s, A site, February 3, 2020, <https://example.org/essays/a-b/>.
`);
  const [series] = publication.series;
  if (!series) throw new Error('There is no series.');
  const questions = [{ ...series, questions: ['Is it?'] }, series];
  const [asked, unasked] = await Promise.all(
    questions.map((one) => seriesAsMarkdown(one, [part, part], site, origin)),
  );
  expect(unasked).toBe(`# Series s

*A series.*

Ann van Doe · <https://example.org/series/s/>

## Preface

Read on.

${part}
${part}`);
  expect(asked).toBe(`${unasked}
## Questions to talk over

- Is it?
`);
  expect(part).toBe(
    whole
      .replace(/^#{1,5} /gm, '#$&')
      .replaceAll('[^a]', '[^a-b-a]')
      .replaceAll('#fn-a', '#fn-a-b-a'),
  );
  expect(overview(publication, origin)).toContain(
    '- [Is “it” so?](https://example.org/essays/a-b/index.md): The standfirst of a-b.\n',
  );
});

test('a feed has no numbers of passages', () => {
  const text = feedText({ slug: 'a', language: 'en' }, textWithNumbers, 'en', origin);
  expect(text).not.toMatch(/"p\d"/);
  expect(text).toContain('id="h"');
});

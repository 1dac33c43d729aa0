import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import { describe, expect, inject, test } from 'vitest';
import { wordsIn } from '../../src/words/words.ts';
import { contentOf, topicId, writersOf, type WrittenEssay } from '../support/content.ts';
import { readFeed, readHtml, readXml, unzip } from '../support/editions.ts';
import { filesOf, pagesOf, textOf } from '../support/pages.ts';
import { publications } from './publications.ts';

// Every edition against the pages, essay by essay.

/** The paragraphs, headings and items of a text as they are read, without what is for the eye alone. */
const blocksOf = (root: ParentNode | null | undefined) =>
  [...(root?.querySelectorAll('p, h2, h3, h4, h5, li, td, th, pre, dt, dd, figcaption') ?? [])]
    .filter((block) => !block.closest('[aria-hidden=true]'))
    .map(textOf);

describe.each([...publications, inject('sites').underBase])('$name', (site) => {
  const { origin, base } = site;
  const content = contentOf(site);
  const written = new Map(content.essays.map((essay) => [essay.slug, essay]));
  const tag = (route: string) => `tag:${content.site.tagAuthority}:${route}`;
  const firstNameOf = (slug: string) => written.get(slug)?.formerly?.[0] ?? slug;
  const pages = pagesOf(site);
  const files = new Set(filesOf(site));
  const at = (path: string) => readFileSync(join(site.dir, path));
  const read = (path: string) => at(path).toString();
  const pageOf = (path: string) => {
    const page = pages.find((candidate) => candidate.path === base + path);
    if (!page) throw new Error(`There is no page ${path}.`);
    return page.document;
  };
  const essayPage = (slug: string) => pageOf(`essays/${slug}/`);
  const essayText = (slug: string) => essayPage(slug).querySelector('.e-content');
  const addressOf = (slug: string) => `${origin}${base}essays/${slug}/`;

  const noonOf = (slug: string) => `${written.get(slug)?.published}T12:00:00.000Z`;

  // Under former names are the same once more, for who knows them by these.
  const former = (['authors', 'series'] as const).flatMap((folder) =>
    content[folder].flatMap(({ formerly = [] }) => formerly.map((id) => `${folder}/${id}/`)),
  );
  const feeds = [...files]
    .map((file) => file.slice(base.length))
    .filter((file) => /(atom|rss)\.xml$|feed\.json$/.test(file))
    .filter((file) => !former.some((folder) => file.startsWith(folder)));
  /** The essays of the page whose feed it is. */
  const essaysOf = (feed: string) => {
    const [, folder = '', id = ''] = /^(?:(\w+)\/([^/]+)\/)?/.exec(feed) ?? [];
    const slugs = content.series.find((one) => folder === 'series' && one.id === id)?.essays;
    return content.essays.filter(({ slug, authors, topics = [] }) => {
      if (folder === 'topics') return topics.some((topic) => topicId(topic) === id);
      if (slugs) return slugs.includes(slug);
      if (folder === '') return true;
      return id === 'unsigned' ? authors.length === 0 : authors.includes(id);
    });
  };
  const dayOf = ({ published, revised }: WrittenEssay) => revised ?? published;
  const some = (slugs: readonly string[]) => slugs.flatMap((slug) => written.get(slug) ?? []);
  const authorsOf = (slugs: readonly string[]) => [
    ...new Set(some(slugs).flatMap(({ authors }) => authors)),
  ];
  /** Those whose words an essay is in, and those who signed it or its source, by name. */
  const namesOf = (slug: string) =>
    some([slug]).flatMap((essay) => writersOf(essay, content).map(({ name }) => name));
  const signersOf = (slug: string) =>
    authorsOf([slug]).flatMap((id) => content.authors.find((one) => one.id === id)?.name ?? []);
  const hasAuthors = (slugs: readonly string[]) => authorsOf(slugs).length > 0;
  const hasDiscussions = (slugs: readonly string[]) =>
    some(slugs).some(({ discussion }) => discussion);

  /** A feed has the essays of its page, the twenty that changed last, the newest first: their slugs, from their links. */
  const expectNewest = (feed: string, links: string[]) => {
    const essays = essaysOf(feed);
    const found = links.map((link) => essays.find(({ slug }) => link === addressOf(slug)));
    const days = found.map((essay) => (essay ? dayOf(essay) : 'an essay that is not of the feed'));
    expect(new Set(links).size).toBe(links.length);
    expect(days).toEqual(essays.map(dayOf).toSorted().toReversed().slice(0, 20));
    return found.flatMap((essay) => essay?.slug ?? []);
  };

  test('the site, every author, every series and every topic has feeds', () => {
    const { essays, authors, series } = content;
    const topics = new Set(essays.flatMap((essay) => (essay.topics ?? []).map(topicId)));
    const unsigned = essays.some((essay) => essay.authors.length === 0) ? ['unsigned'] : [];
    const own = [
      ...[...authors.map(({ id }) => id), ...unsigned].map((id) => `authors/${id}/`),
      ...series.map(({ id }) => `series/${id}/`),
      ...[...topics].map((id) => `topics/${id}/`),
    ].flatMap((page) => [`${page}atom.xml`, `${page}feed.json`]);
    expect(feeds.toSorted()).toEqual(['atom.xml', 'feed.json', 'rss.xml', ...own].toSorted());
  });

  test.each(pages)('$path names the feeds of the site, and its own before them', (page) => {
    const named = [
      ...page.document.querySelectorAll('link[rel=alternate]:not([type="text/markdown"])'),
    ].map((link) => link.getAttribute('href'));
    const owner = page.path.replace(/complete\/$/, '');
    const own = [`${owner}atom.xml`, `${owner}feed.json`].filter(
      (file) => owner !== base && files.has(file),
    );
    expect(named).toEqual([
      ...own,
      ...['atom.xml', 'feed.json', 'rss.xml'].map((file) => base + file),
    ]);
  });

  test('the page of every essay and series names its text as Markdown, which has every passage', () => {
    for (const { path, document } of pages) {
      const named = document
        .querySelector('link[rel=alternate][type="text/markdown"]')
        ?.getAttribute('href');
      const isOne = files.has(`${path}index.md`);
      expect(named, path).toBe(isOne ? `${path}index.md` : undefined);
      if (!isOne) continue;
      const text = readFileSync(join(site.dir, `${path.slice(base.length - 1)}index.md`), 'utf8');
      expect(text).toMatch(/^# /);
      const count = document.querySelectorAll('.passage').length;
      if (count > 0) expect(text.match(/^¶ \d+/gm)).toHaveLength(count);
    }
    expect(files.has(`${base}llms.txt`)).toBe(true);
  });

  /** What every feed of essays must say, whatever its format. */
  const expectContent = (slug: string, html: string) => {
    const content = readHtml(html);
    // Before the text stands whose it is.
    expect(blocksOf(content).slice(1)).toEqual(blocksOf(essayText(slug)));
    expect(html).not.toMatch(/^import /m);
    expect(content.querySelector('script, style, svg, form')).toBe(null);
    for (const { name } of [...content.querySelectorAll('*')].flatMap((all) => [
      ...all.attributes,
    ])) {
      // Nothing that wants the styles or the scripts of the site.
      expect(name).not.toMatch(/^(style|class|role|on|data-|aria-)/);
    }
    for (const element of content.querySelectorAll('[href], [src]')) {
      const address = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
      const url = new URL(address);
      if (url.origin !== origin) continue;
      expect(files).toContain(url.pathname.replace(/\/$/, '/index.html'));
      if (!url.hash) continue;
      const target = pages.find(({ path }) => path === url.pathname)?.document;
      expect(target?.querySelector(url.hash), address).not.toBe(null);
      // A note opens in the feed reader, too.
      if (url.href.startsWith(`${addressOf(slug)}#fn`)) {
        expect(content.querySelector(url.hash), address).not.toBe(null);
      }
    }
  };

  test.each(feeds.filter((feed) => feed.endsWith('.xml')))(
    '%s holds the essays of its page, whole, and all that is known of them',
    async (feed) => {
      const { meta, items } = await readFeed(read(feed));
      expect(meta.xmlurl ?? meta.xmlUrl).toBe(`${origin}${base}${feed}`);
      expect(meta.link).toBe(`${origin}${base}${feed.replace(/[^/]*$/, '')}`);
      const slugs = expectNewest(
        feed,
        items.map(({ link }) => link),
      );
      for (const [index, slug] of slugs.entries()) {
        const item = items[index];
        const page = essayPage(slug);
        expect(item?.title).toBe(textOf(page.querySelector('h1')));
        expect(item?.summary ?? '').toBe(textOf(page.querySelector('.p-summary')));
        // The same wherever the site stands.
        expect(item?.guid).toBe(tag(`/essays/${firstNameOf(slug)}/`));
        expect(item?.pubdate?.toISOString()).toBe(noonOf(slug));
        expectContent(slug, item?.description ?? '');
        const names = namesOf(slug);
        const document = readXml(read(feed), 'application/xml');
        const entry = document.querySelectorAll('entry, item')[index];
        const said = [...(entry?.querySelectorAll('author > name, creator') ?? [])].map(textOf);
        // Atom wants a name.
        if (names.length > 0 || !feed.includes('atom')) expect(said).toEqual(names);
        else expect(said).toHaveLength(1);
        const comments = page.querySelectorAll('.h-cite').length;
        expect(textOf([...(entry?.querySelectorAll('total, comments') ?? [])].at(-1))).toBe(
          String(comments),
        );
      }
    },
  );

  test.each(feeds.filter((feed) => feed.endsWith('.json')))(
    '%s holds the essays of its page, whole, and all that is known of them',
    (feed) => {
      const data = JSON.parse(read(feed));
      expect(data.version).toBe('https://jsonfeed.org/version/1.1');
      expect(data.feed_url).toBe(`${origin}${base}${feed}`);
      expect(data.home_page_url).toBe(`${origin}${base}${feed.replace(/[^/]*$/, '')}`);
      const slugs = expectNewest(
        feed,
        data.items.map(({ url }: { url: string }) => url),
      );
      for (const [index, slug] of slugs.entries()) {
        const item = data.items[index];
        const page = essayPage(slug);
        expect(item.id).toBe(tag(`/essays/${firstNameOf(slug)}/`));
        expect(item.title).toBe(textOf(page.querySelector('h1')));
        expect(item.date_published).toBe(noonOf(slug));
        expect((item.authors ?? []).map(({ name }: { name: string }) => name)).toEqual(
          namesOf(slug),
        );
        expectContent(slug, item.content_html);
      }
    },
  );

  test.each(feeds.filter((feed) => feed.endsWith('.xml')))(
    '%s says by a style sheet what it is to a person who opens it',
    (feed) => {
      const sheet = /<\?xml-stylesheet type="text\/css" href="([^"]+)"\?>/.exec(read(feed))?.[1];
      expect(files).toContain(sheet);
      expect(read('feed.css')).toContain(wordsIn(content.site.language)?.editions.explanation);
    },
  );

  describe.each(content.series)('the page of the whole series $id', (one) => {
    const { id, essays: order } = one;
    const whole = pageOf(`series/${id}/complete/`);
    const articles = [...whole.querySelectorAll('article.part')];

    test('has every essay in order, and every word of it', () => {
      expect(articles.map(({ id }) => id)).toEqual(order.map((slug) => `essay-${slug}`));
      for (const [index, slug] of order.entries()) {
        const article = articles[index];
        expect(textOf(article?.querySelector('h2'))).toBe(
          textOf(essayPage(slug).querySelector('h1')),
        );
        expect(blocksOf(article?.querySelector('.prose.lower'))).toEqual(blocksOf(essayText(slug)));
        const source = whole.getElementById(`${slug}--source`);
        expect(blocksOf(source?.querySelector('.prose'))).toEqual(
          blocksOf(essayPage(slug).querySelector('#source .prose')),
        );
        expect(textOf(article?.querySelector('dl'))).toBe(
          textOf(essayPage(slug).querySelector('[aria-labelledby=argument-heading] dl')),
        );
      }
    });

    test('has every discussion as an appendix', () => {
      const comments = order.flatMap((slug) =>
        [...essayPage(slug).querySelectorAll('.p-content')].map(textOf),
      );
      expect([...whole.querySelectorAll('#discussions .p-content')].map(textOf)).toEqual(comments);
    });

    test('has a list of contents, no id twice, and links that stay on it where they can', () => {
      const contents = [...whole.querySelectorAll('nav.contents a')];
      expect(contents.map((link) => link.getAttribute('href'))).toEqual([
        ...(one.preface ? ['#preface'] : []),
        ...order.map((slug) => `#essay-${slug}`),
        ...(one.afterword ? ['#afterword'] : []),
        ...(one.questions ? ['#questions'] : []),
        ...(hasDiscussions(order) ? ['#discussions'] : []),
        ...(hasAuthors(order) ? ['#authors'] : []),
      ]);
      const ids = [...whole.querySelectorAll('[id]')].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const link of whole.querySelectorAll('.prose a')) {
        const href = link.getAttribute('href') ?? '';
        expect(order.map((slug) => `${base}essays/${slug}/`)).not.toContain(href.split('#')[0]);
      }
    });

    test('its notes lead there and back', () => {
      const references = [...whole.querySelectorAll('[role=doc-noteref]')];
      expect(references).toHaveLength(
        order.flatMap((slug) => [...essayPage(slug).querySelectorAll('[role=doc-noteref]')]).length,
      );
      for (const reference of references) {
        const note = whole.querySelector(reference.getAttribute('href') ?? '');
        const back = note?.querySelector('[role=doc-backlink]')?.getAttribute('href');
        expect(back).toBe(`#${reference.id}`);
      }
    });
  });

  describe.each(content.series)('the book of the series $id', async (one) => {
    const { id, title, revised, formerly, essays: order } = one;
    const archive = at(`series/${id}/${id}.epub`);
    const parts = await unzip(archive);
    const partAt = (path: string) => {
      const part = parts.get(`EPUB/${path}`);
      if (!part) throw new Error(`The book has no ${path}.`);
      return part.toString();
    };
    const chapterOf = (slug: string) => readXml(partAt(`essay-${slug}.xhtml`));

    test('is an EPUB without error or warning', async () => {
      const { messages } = await EpubCheck.validate(archive);
      expect(messages.filter(({ severity }) => !['info', 'usage'].includes(severity))).toEqual([]);
      expect(archive.subarray(30, 58).toString()).toBe('mimetypeapplication/epub+zip');
    });

    test('has every essay in order, and every word of it', () => {
      const contents = readXml(partAt('contents.xhtml'));
      const chapters = [...contents.querySelectorAll('#toc > ol > li > a')].map((link) =>
        link.getAttribute('href'),
      );
      expect(chapters).toEqual([
        ...(one.preface ? ['preface.xhtml'] : []),
        ...order.map((slug) => `essay-${slug}.xhtml`),
        ...(one.afterword ? ['afterword.xhtml'] : []),
        ...(one.questions ? ['questions.xhtml'] : []),
        ...(hasDiscussions(order) ? ['discussions.xhtml'] : []),
        ...(hasAuthors(order) ? ['authors.xhtml'] : []),
        'sources.xhtml',
      ]);
      for (const slug of order) {
        const chapter = chapterOf(slug).querySelector('section');
        expect(textOf(chapter?.querySelector('h1'))).toBe(
          textOf(essayPage(slug).querySelector('h1')),
        );
        expect(textOf(chapter?.querySelector('.lead'))).toBe(
          textOf(essayPage(slug).querySelector('.p-summary')),
        );
        expect(textOf(chapter?.querySelector('header'))).toContain(
          textOf(essayPage(slug).querySelector('.head > .small:last-child')),
        );
        expect(textOf(chapter?.querySelector('dl'))).toBe(
          textOf(essayPage(slug).querySelector('[aria-labelledby=argument-heading] dl')),
        );
        for (const part of chapter?.querySelectorAll('header, .after') ?? []) part.remove();
        expect(blocksOf(chapter)).toEqual(blocksOf(essayText(slug)));
      }
    });

    test('has every discussion and every source', () => {
      const discussions = parts.has('EPUB/discussions.xhtml')
        ? readXml(partAt('discussions.xhtml'))
        : undefined;
      const sources = readXml(partAt('sources.xhtml'));
      for (const slug of order) {
        const page = essayPage(slug);
        const inBook = discussions?.querySelector(`[id="${slug}--comments"]`);
        inBook?.querySelector('h2')?.remove();
        const onPage =
          page.querySelector('#comments .h-cite') && page.querySelector('#comments > div');
        expect(blocksOf(inBook)).toEqual(blocksOf(onPage));
        const source = sources.querySelector(`[id="${slug}--source"]`);
        source?.querySelector('h2')?.remove();
        expect(blocksOf(source)).toEqual(blocksOf(page.querySelector('#source .prose')));
      }
    });

    test('has every author, as the author pages have them', () => {
      for (const author of authorsOf(order)) {
        const people = readXml(partAt('authors.xhtml'));
        const page = pageOf(`authors/${author}/`);
        const [section] = [...people.querySelectorAll('section section')].filter(
          (one) => textOf(one.querySelector('h2')) === textOf(page.querySelector('h1')),
        );
        section?.querySelector('h2')?.remove();
        expect(blocksOf(section)).toEqual(blocksOf(page.querySelector('main > .prose')));
      }
    });

    test('its links lead somewhere: within the book, or to a page of the site in full', () => {
      for (const [path, bytes] of parts) {
        if (!/\.(xhtml|ncx)$/.test(path)) continue;
        const document = readXml(bytes.toString());
        for (const element of document.querySelectorAll('[href], [src]')) {
          const written = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
          const url = new URL(written, `book:/${path}`);
          if (url.protocol !== 'book:') {
            if (url.origin === origin) {
              expect(files).toContain(url.pathname.replace(/\/$/, '/index.html'));
            }
            continue;
          }
          const target = parts.get(url.pathname.slice(1));
          expect(target, `${written} in ${path}`).toBeDefined();
          if (url.hash === '') continue;
          const there = readXml(target?.toString() ?? '');
          expect(there.getElementById(url.hash.slice(1)), `${written} in ${path}`).not.toBe(null);
        }
      }
    });

    test('its notes say what they are, and lead there and back', () => {
      for (const slug of order) {
        const chapter = chapterOf(slug);
        const references = [...chapter.querySelectorAll('[role=doc-noteref]')];
        expect(references).toHaveLength(
          essayPage(slug).querySelectorAll('[role=doc-noteref]').length,
        );
        for (const reference of references) {
          expect(reference.getAttribute('epub:type')).toBe('noteref');
          const note = chapter.querySelector(reference.getAttribute('href') ?? '');
          expect(note?.closest('[role=doc-endnotes]')?.getAttribute('epub:type')).toBe('endnotes');
          const back = note?.querySelector('[role=doc-backlink]')?.getAttribute('href');
          expect(back).toBe(`#${reference.id}`);
        }
      }
    });

    test('says whose it is, of which series, and for whom it is made', () => {
      const metadata = readXml(partAt('package.opf'), 'application/xml');
      const said = (selector: string) => [...metadata.querySelectorAll(selector)].map(textOf);
      expect(said('title')).toEqual([title]);
      // The words of retellings are the publication's; their authors contributed the essays that are retold.
      const parts = some(order);
      const isRetold = ({ kind }: WrittenEssay) => kind === 'retelling';
      const namesOfAll = (essays: WrittenEssay[]) => [
        ...new Set(essays.flatMap(({ slug }) => signersOf(slug))),
      ];
      expect(said('creator')).toEqual([
        ...(parts.some(isRetold) ? [content.site.title] : []),
        ...namesOfAll(parts.filter((essay) => !isRetold(essay))),
      ]);
      expect(said('contributor')).toEqual(namesOfAll(parts.filter(isRetold)));
      expect(said('[property=belongs-to-collection]')).toEqual([content.site.title]);
      expect(said('identifier')).toEqual([tag(`/series/${formerly?.[0] ?? id}/`)]);
      const days = [revised ?? '', ...some(order).map(dayOf)].toSorted();
      expect(said('[property="dcterms:modified"]')).toEqual([`${days.at(-1)}T12:00:00Z`]);
      expect(said('[property="dcterms:conformsTo"]')).toEqual([
        'EPUB Accessibility 1.1 - WCAG 2.2 Level AA',
      ]);
      for (const property of ['accessMode', 'accessibilityFeature', 'accessibilityHazard']) {
        expect(said(`[property="schema:${property}"]`).length).toBeGreaterThan(0);
      }
    });
  });

  test('each edition is offered on the page of its series with its form and size', () => {
    for (const { id } of content.series) {
      const offered = [
        [`series/${id}/complete/index.html`, 'HTML'],
        [`series/${id}/${id}.epub`, 'EPUB'],
      ] as const;
      for (const [file, form] of offered) {
        const href = base + file.replace('index.html', '');
        const item = pageOf(`series/${id}/`).querySelector(`a[href="${href}"]`)?.closest('li');
        const [, said] = new RegExp(`${form}, (\\d+)\\s+K`).exec(textOf(item)) ?? [];
        expect(Number(said), href).toBe(Math.round(at(file).length / 1000));
      }
    }
  });
});

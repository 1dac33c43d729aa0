import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { en } from '../../src/words/en.ts';
import { contentOf } from '../support/content.ts';
import { readFeed } from '../support/editions.ts';
import { filesOf, pagesOf, textOf } from '../support/pages.ts';

// Somebody else's publication, built in place of the one that is here. That it keeps the rules is for the tests beside
// this one to say.

const { french, ours } = inject('sites');
const pages = pagesOf(french);
const { site, authors, essays } = contentOf(french);
const texts = filesOf(french)
  .filter((file) => /\.(html|xml|json|css|txt)$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(french.dir, file), 'utf8') }));

test('no file says a word of the publication that was here', () => {
  const others = contentOf(ours);
  const words = [
    others.site.title,
    others.site.tagAuthority,
    'customer service',
    ...[...others.essays, ...others.series].map(({ title }) => title),
    ...others.authors.map(({ name }) => name),
  ];
  for (const { file, text } of texts) {
    for (const word of words) {
      expect(text.toLowerCase().includes(word.toLowerCase()), `${word} in ${file}`).toBe(false);
    }
  }
});

/** All that the interface says in English without anything put into it. */
const interfaceWords = (words: object): string[] =>
  Object.values(words).flatMap((value) =>
    typeof value === 'string' ? value : value instanceof Object ? interfaceWords(value) : [],
  );

// In French too, or too short to tell.
const alike = /^(en-US|Site|Notes|Discussion|Introduction|\W*\w{0,5}\W*)$/;

describe('in a French publication', () => {
  const english = interfaceWords(en)
    .map((word) => word.trim())
    .filter((word) => !alike.test(word));

  test.each(pages)('$path says nothing in English', ({ document, html }) => {
    const attributes = [...document.querySelectorAll('[aria-label], [alt], [title], [content]')];
    const said = [
      document.title,
      ...attributes.flatMap((element) =>
        ['aria-label', 'alt', 'title', 'content'].map((name) => element.getAttribute(name) ?? ''),
      ),
      textOf(document.body),
    ].join('\n');
    expect(english.length).toBeGreaterThan(50);
    for (const words of english) {
      const pattern = new RegExp(`(?<![\\p{L}-])${RegExp.escape(words)}(?![\\p{L}-])`, 'u');
      expect(said).not.toMatch(pattern);
    }
    expect(said).not.toMatch(/\b(the|and|of|with|this|which|in our words)\b/i);
    expect(html).toMatch(/<html[^>]* lang="fr"/);
  });

  test('the navigation shows what there is: essays, authors, the imprint and the search', () => {
    const names = [...(pages[0]?.document.querySelectorAll('header nav a') ?? [])].map(textOf);
    expect(names).toEqual(['Essais', 'Auteurs', 'Mentions légales', 'Recherche']);
    for (const { path, document } of pages) {
      expect(document.querySelector('a[href^="/series/"]'), path).toBe(null);
    }
  });

  test('there is no book, and no page of a whole series', () => {
    const files = filesOf(french).filter((file) => /\.epub$|complete|^\/series/.test(file));
    expect(files).toEqual([]);
  });

  test('dates and lengths are French', () => {
    const page = pages.find(({ path }) => path === '/essays/les-soirs-d-ete/');
    expect(textOf(page?.document.querySelector('#source time'))).toBe('21 juin 2025');
    expect(textOf(page?.document.querySelector('article > header'))).toContain('1 minute');
  });

  test('an original is not called a retelling, and no source is looked for', () => {
    for (const { slug } of essays) {
      const page = pages.find(({ path }) => path === `/essays/${slug}/`);
      const text = textOf(page?.document.body);
      expect(text).toContain('Publié ici le');
      expect(text).not.toMatch(/Raconté|récit nouveau|La source|discussion de cet essai/);
    }
  });

  test('the feeds say in French whose they are', async () => {
    const { meta, items } = await readFeed(readFileSync(join(french.dir, 'atom.xml'), 'utf8'));
    expect(meta.title).toBe(site.title);
    expect(items.map(({ author }) => author)).toContain(authors[0]?.name);
    for (const { file, text } of texts.filter((one) => one.file.endsWith('atom.xml'))) {
      expect(text, file).toContain('xml:lang="fr"');
    }
    expect(JSON.parse(readFileSync(join(french.dir, 'feed.json'), 'utf8')).language).toBe('fr');
  });
});

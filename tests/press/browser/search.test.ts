import { describe, expect, inject, test } from 'vitest';
import { expectAccessible } from '../../support/axe.ts';
import { browsing } from '../../support/open.ts';
import { pageOfEachKind, pagesOf } from '../../support/pages.ts';

const { everything, underBase } = inject('sites');

describe.each([everything, underBase])('$name', (site) => {
  const open = browsing(site);
  const search = `${site.base}search/`;

  async function results(words: string) {
    const opened = await open(`${search}?q=${encodeURIComponent(words)}`);
    const { page } = opened;
    await page.waitForFunction(() =>
      /Found for|could not/.test(document.getElementById('status')?.textContent ?? ''),
    );
    const found = await page.locator('#found > li').evaluateAll((items) =>
      items.map((item) => ({
        title: item.querySelector('h2')?.textContent,
        path: item.querySelector('h2 a')?.getAttribute('href'),
        facts: item.querySelector('.meta')?.textContent,
        places: [...item.querySelectorAll('p:not(.meta)')].map((place) => ({
          text: place.textContent,
          marked: [...place.querySelectorAll('mark')].map((mark) => mark.textContent),
          path: place.querySelector('a')?.getAttribute('href'),
        })),
      })),
    );
    return { ...opened, found, status: await page.textContent('#status') };
  }

  test('a word of one essay finds that essay, says whose it is and which part, and where the word is', async () => {
    const { found, status, troubles, close } = await results('palimpsests');
    await close();
    expect(status).toBe('Found for “palimpsests”: 1 page');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      title: 'The pencil, or how to think with 18 centimeters of cedar',
      path: `${site.base}essays/the-pencil/`,
      facts: 'Retold from Mara Lind · Hand and machine, part 1 of 5',
    });
    expect(found[0]?.places).toHaveLength(1);
    expect(found[0]?.places[0]).toMatchObject({
      path: `${site.base}essays/the-pencil/#what-is-left`,
    });
    expect(found[0]?.places[0]?.marked.join()).toMatch(/^palimpsests\W*$/);
    // No violation of the policy is among them.
    expect(troubles).toEqual([]);
  });

  test('a word of a comment finds the essay, and leads to the comment', async () => {
    const { page, found, troubles, close } = await results('marmalade');
    expect(found.map(({ title }) => title)).toEqual([
      'The pencil, or how to think with 18 centimeters of cedar',
    ]);
    const [place] = found[0]?.places ?? [];
    expect(place?.path).toBe(`${site.base}essays/the-pencil/#comment-the-jar`);
    expect(place?.text).toMatch(/^The Sharpener’s Gazette …/);
    await page.click('#found p a');
    await page.waitForURL(/#comment-the-jar$/);
    expect(await page.locator(':target').textContent()).toContain('in a marmalade jar');
    expect(troubles).toEqual([]);
    await close();
  });

  test('a word of what is known of an author finds the author', async () => {
    const { found, close } = await results('“Drawersmith”');
    await close();
    expect(found).toMatchObject([
      { title: 'Mara Lind', path: `${site.base}authors/mara-lind/`, facts: 'Author' },
    ]);
  });

  test('a name finds its author first, and a title its essay', async () => {
    for (const words of ['Mara Lind', 'A letter on glue']) {
      const { found, close } = await results(words);
      await close();
      expect(found[0]?.title).toBe(words);
    }
  });

  test('what is found nowhere leaves the list of everything', async () => {
    const { page, found, status, troubles, close } = await results('zzzz');
    expect(found).toEqual([]);
    expect(status).toBe('Found for “zzzz”: no pages');
    expect(await page.getByRole('link', { name: 'Mara Lind' }).first().isVisible()).toBe(true);
    expect(troubles).toEqual([]);
    await close();
  });

  test('a word that is nowhere finds nothing, whatever word it begins with, alone or among others', async () => {
    for (const words of ['thisisnowhere', 'laddermakers', 'ladder thisisnowhere']) {
      const { found, status, close } = await results(words);
      await close();
      expect(found, words).toEqual([]);
      expect(status).toBe(`Found for “${words}”: no pages`);
    }
  });

  test('the beginning of a word finds it, as does the word in another form', async () => {
    for (const words of ['palimps', 'palimpsest', 'the palimpsest']) {
      const { found, close } = await results(words);
      await close();
      expect(
        found.map(({ path }) => path),
        words,
      ).toContain(`${site.base}essays/the-pencil/`);
    }
  });

  test('quotation marks of any kind search a phrase', async () => {
    for (const words of ['"marmalade jar"', '“marmalade jar”', '« marmalade jar »']) {
      const { found, close } = await results(words);
      await close();
      expect(
        found.map(({ path }) => path),
        words,
      ).toEqual([`${site.base}essays/the-pencil/`]);
    }
    const { found, close } = await results('“jar marmalade”');
    await close();
    expect(found).toEqual([]);
  });

  test('letters are found with their accents and without', async () => {
    for (const words of ['Tomás', 'tomas', 'Éclisses', 'eclisses']) {
      const { found, close } = await results(words);
      await close();
      expect(found.length, words).toBeGreaterThan(0);
    }
  });

  test('Chinese is found wherever it stands in a line, and shown without spaces, in its language', async () => {
    const { page, found, close } = await results('意见');
    expect(found.map(({ title }) => title)).toEqual(['直线是一种意见']);
    expect(found[0]?.places.map(({ text }) => text).join()).toContain('它们共同的意见');
    expect(await page.locator('#found h2 a').getAttribute('lang')).toBe('zh');
    await close();
    const other = await results('见意');
    await other.close();
    expect(other.found).toEqual([]);
  });

  test('what is asked for is text on the page, whatever it looks like', async () => {
    const words = '<img src=x onerror=alert(1)>"&amp;';
    const { page, status, troubles, close } = await results(words);
    expect(status).toContain(`“${words}”`);
    expect(await page.getByRole('searchbox').inputValue()).toBe(words);
    expect(await page.locator('img').count()).toBe(0);
    expect(troubles).toEqual([]);
    await close();
  });

  test('no page loads anything of the search before somebody searches', async () => {
    for (const { path } of pageOfEachKind(site)) {
      const { page, close } = await open(path);
      const field = page.getByRole('searchbox');
      if (await field.count()) await field.fill('marmalade');
      const loaded = await page.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => name),
      );
      expect(
        loaded.filter((name) => name.includes('pagefind')),
        path,
      ).toEqual([]);
      await close();
    }
  });

  test('from the home page to a result and back, by keyboard', async () => {
    const { page, troubles, close } = await open(site.base);
    await page.getByRole('link', { name: 'Search' }).press('Enter');
    await page.waitForFunction(() => document.activeElement?.matches('input[name=q]'));
    await page.keyboard.type('marmalade');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === search && url.search === '?q=marmalade');
    await page.getByText(': 1 page').waitFor();
    expect(await page.title()).toMatch(/^marmalade · Search/);
    expect(await page.getByRole('searchbox').inputValue()).toBe('marmalade');
    await page.getByRole('searchbox').focus();
    // Past the button is the first result.
    for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
    await page.waitForURL(/the-pencil/);
    await page.goBack();
    await page.getByText(': 1 page').waitFor();
    await page.goBack();
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe(site.base);
    // Going back breaks off what a page was still loading.
    expect(troubles.filter((trouble) => !/\.svg failed$|^Transition was/.test(trouble))).toEqual(
      [],
    );
    await close();
  });

  test('the empty page waits for words, in a field within a landmark for searching', async () => {
    const { page, close } = await open(search);
    await page.waitForFunction(() => document.activeElement?.matches('input[name=q]'));
    expect(await page.getByRole('search').getByRole('searchbox').count()).toBe(1);
    expect(await page.getByRole('status').textContent()).toBe('');
    await close();
  });

  test('without scripts the page says so, and lists every essay and every author', async () => {
    const { page, close } = await open(`${search}?q=marmalade`, { javaScriptEnabled: false });
    expect(await page.locator('noscript p').isVisible()).toBe(true);
    const listed = await page
      .locator('main a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    await close();
    for (const { path } of pagesOf(site)) {
      if (/\/(essays|authors)\/[a-z-]+\/$/.test(path.slice(site.base.length - 1))) {
        expect(listed).toContain(path);
      }
    }
  });

  test('where the search cannot be loaded the page says so, and lists everything', async () => {
    const { page, close } = await open(search);
    await page.route('**/*.pf_meta', (route) => route.abort());
    await page.route('**/pagefind-entry.json*', (route) => route.abort());
    await page.goto(`${page.url()}?q=marmalade`);
    await page.getByText('The search could not be loaded').waitFor();
    expect(await page.getByRole('link', { name: 'Mara Lind' }).first().isVisible()).toBe(true);
    await close();
  });

  test('more results than a page shows are behind a link, with an address of their own', async () => {
    const { page, close } = await open(search, { bypassCSP: true });
    await page.route(`**${search}?*`, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace('most = 20', 'most = 2');
      await route.fulfill({ response, body });
    });
    const titles: string[] = [];
    await page.goto(`${page.url()}?q=ladder`);
    for (const more of ['4 more', '2 more', '']) {
      await page.getByText('Found for “ladder”: 6 pages').waitFor();
      titles.push(...(await page.locator('#found h2').allTextContents()));
      if (!more) continue;
      // Not by a click: a page that the browser has made ready is not the one that this test has changed.
      const href = await page.getByRole('link', { name: more }).getAttribute('href');
      await page.goto(new URL(href ?? '', page.url()).href);
    }
    expect(titles).toHaveLength(6);
    expect(new Set(titles).size).toBe(6);
    expect(page.url()).toMatch(/\?q=ladder&from=4$/);
    await close();
  });

  test('axe finds nothing on the page with results, light and dark, on phone and desktop', async () => {
    const { page, close } = await open(`${search}?q=ladder`, { bypassCSP: true });
    await page.getByText(' pages').waitFor();
    await expectAccessible(page);
    await close();
  });
});

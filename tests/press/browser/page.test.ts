import { expect, inject, test } from 'vitest';
import { browsing, desktop, phone } from '../../support/open.ts';
import { shiftByLateFonts } from '../../support/layout-shift.ts';
import {
  bringsLetters,
  pageOfEachKind,
  pagesOf,
  textOf,
  type BuiltPage,
} from '../../support/pages.ts';

const site = inject('sites').everything;
const pages = pagesOf(site);
/** What English prose is written in: see unicode-ranges.ts. */
const isBasic = ({ document }: BuiltPage) =>
  /^[\s\x20-\x7E\xA0·é‐-―‘-‚“-„…←-↓↩]*$/.test(textOf(document.body));
const essays = pages.filter((page) => /^\/essays\/.+/.test(page.path) && isBasic(page));
/** Whether its text has letters that it does not bring along. */
const asksForRoman = ({ html, document }: BuiltPage) =>
  !bringsLetters(html) || /["$%'*+<=>@[\\\]^_`{}~©«»ß‐‑‒―‚„′″‹›←-↓−]/.test(textOf(document.body));
const open = browsing(site);

test('most essays of the fixture are in the letters of English', () => {
  expect(essays.length).toBeGreaterThan(4);
});

test.each(essays)(
  '$path asks for the display cut, for the roman where it does not bring that, for italic and bold where it has them',
  async (essay) => {
    const { page, close } = await open(essay.path);
    const loaded = await page.evaluate(() =>
      [...performance.getEntriesByType('resource')].map(({ name }) => new URL(name).pathname),
    );
    const has = (selector: string) => page.locator(`main :is(${selector})`).count();
    const wanted = [
      'letters-display',
      ...(asksForRoman(essay) ? ['basic-roman'] : []),
      ...((await has('em, cite, h3:not(.titles *)')) ? ['basic-italic'] : []),
      ...((await has('strong, b, th, .prose h4')) ? ['letters-bold'] : []),
    ];
    await close();
    const fonts = loaded.flatMap((file) => /source-serif-(.+?)\./.exec(file)?.[1] ?? []);
    expect(fonts.toSorted()).toEqual(wanted.toSorted());
  },
);

const complete = pages.filter(
  (page) =>
    bringsLetters(page.html) &&
    isBasic(page) &&
    !asksForRoman(page) &&
    !page.document.querySelector(
      'main :is(em, cite, strong, b, th, img, h3:not(.titles *), .prose h4)',
    ),
);

test('some pages of the fixture need nothing besides themselves on a phone', () => {
  expect(complete.length).toBeGreaterThan(1);
});

test.each(complete)(
  'on a phone $path asks for nothing but itself, and nothing moves',
  async ({ path }) => {
    const { page, close } = await open(path, { viewport: phone });
    const loaded = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => !/^data:|favicon/.test(name)),
    );
    await close();
    expect(loaded).toEqual([]);
    expect(await shiftByLateFonts(open, path, phone)).toBe(0);
  },
);

test.each(pageOfEachKind(site))(
  'little in sight moves on $path when the font comes late: lines break elsewhere, and no more',
  async ({ path }) => {
    for (const viewport of [phone, desktop]) {
      const shift = await shiftByLateFonts(open, path, viewport);
      expect(shift, `${viewport.width} px`).toBeLessThanOrEqual(0.1);
    }
  },
);

test('on a wide screen a note stands beside its reference, on a phone below the text', async () => {
  const { page, close } = await open('/essays/the-pencil/');
  const boxes = () =>
    page.evaluate(() => {
      const at = (selector: string) =>
        document.querySelector(selector)?.getBoundingClientRect().toJSON();
      return { reference: at('sup a'), note: at('.footnotes li'), text: at('.e-content') };
    });
  const wide = await boxes();
  expect(wide.note.left).toBeGreaterThan(wide.text.right);
  expect(Math.abs(wide.note.top - wide.reference.top)).toBeLessThan(30);
  await page.setViewportSize(phone);
  const narrow = await boxes();
  expect(narrow.note.left).toBeGreaterThanOrEqual(narrow.text.left);
  expect(narrow.note.top).toBeGreaterThan(narrow.reference.bottom + 200);
  await close();
});

test('notes that would touch stand one below the other', async () => {
  const { page, close } = await open('/essays/the-pencil/', { bypassCSP: true });
  const overlap = await page.evaluate(() => {
    const reference = document.querySelector('sup');
    const note = document.querySelector('.footnotes li');
    if (!reference || !note) throw new Error('There is no note.');
    const secondReference = reference.cloneNode(true) as HTMLElement;
    const secondNote = note.cloneNode(true) as HTMLElement;
    secondReference.querySelector('a')?.setAttribute('id', 'fnref-second');
    secondNote.id = 'fn-second';
    reference.after(secondReference);
    note.after(secondNote);
    // As page-styles.ts writes it for a second note.
    document.head.append(
      Object.assign(document.createElement('style'), {
        textContent:
          '#fnref-second{anchor-name:--ref-2}#fn-second{anchor-name:--note-2;top:max(anchor(--ref-2 top), calc(anchor(--note-1 bottom) + 1rem))}',
      }),
    );
    return secondNote.getBoundingClientRect().top - note.getBoundingClientRect().bottom;
  });
  await close();
  expect(overlap).toBeGreaterThan(10);
});

test.each(pageOfEachKind(site))(
  'nothing on $path is clipped or lost under wide text spacing',
  async ({ path }) => {
    const { page, close } = await open(path, {
      viewport: { width: 320, height: 640 },
      bypassCSP: true,
    });
    // https://www.w3.org/WAI/WCAG22/Understanding/text-spacing
    await page.addStyleTag({
      content:
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    });
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll('main :is(p, li, h1, h2, h3, a), .colophon')]
        // What is hidden until somebody points at it is not lost.
        .filter((element) => getComputedStyle(element).visibility === 'visible')
        .filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left < -1 || right > innerWidth + 1;
        })
        .map((element) => element.outerHTML.slice(0, 100)),
    );
    await close();
    expect(lost).toEqual([]);
  },
);

test('with forced colors the line keeps its dots and the place of the essay', async () => {
  const { page, close } = await open('/essays/the-pencil/', { forcedColors: 'active' });
  const [current, other] = await page.evaluate(() =>
    ['[aria-current] .dot', 'a:not([aria-current]) .dot'].map((selector) => {
      const dot = document.querySelector(`.line ${selector}`);
      if (!dot) throw new Error(`There is no ${selector}.`);
      const { fill, stroke } = getComputedStyle(dot);
      return { fill, stroke, radius: dot.getAttribute('r') };
    }),
  );
  await close();
  expect(current?.fill).not.toBe(other?.fill);
  expect(current?.radius).not.toBe(other?.radius);
});

test('the line above an essay leads to the others, and says where this one stands', async () => {
  const { page, close } = await open('/essays/the-pencil/');
  const links = page.locator('nav.line a');
  expect(await links.count()).toBe(5);
  expect(await page.locator('nav.line [aria-current=page]').getAttribute('aria-label')).toBe(
    '1. The pencil, or how to think with 18 centimeters of cedar, Mara Lind',
  );
  for (const box of await Promise.all((await links.all()).map((link) => link.boundingBox()))) {
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
  }
  await links.last().click();
  await page.waitForURL(/the-last-screw/);
  expect(await page.textContent('h1')).toBe('The last screw');
  await close();
});

test('on paper an essay has no furniture, and says where its links lead', async () => {
  const { page, close } = await open('/essays/the-pencil/');
  await page.emulateMedia({ media: 'print' });
  for (const selector of ['.masthead', '.colophon', '.turn', '.theme', '.heading-link']) {
    expect(await page.locator(selector).first().isVisible(), selector).toBe(false);
  }
  expect(await page.locator('h1').isVisible()).toBe(true);
  expect(
    await page.evaluate(() => {
      const link = document.querySelector('.e-content a[href^="http"]');
      return link && getComputedStyle(link, '::after').content;
    }),
  ).toMatch(/paper\.example/);
  await close();
});

test('the switch of the theme changes the page, remembers, and is followed by other pages', async () => {
  const { page, close } = await open('/about/', { colorScheme: 'light' });
  const paper = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByLabel('Colors').selectOption('dark');
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await paper()).toBe(dark);
  expect(await page.getByLabel('Colors').inputValue()).toBe('dark');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel('Colors').selectOption('');
  await page.waitForFunction(
    (color) => getComputedStyle(document.documentElement).backgroundColor === color,
    light,
  );
  await close();
});

test('the theme is there before anything can be painted', async () => {
  const { page, close } = await open('/about/', { colorScheme: 'light' });
  await page.getByLabel('Colors').selectOption('dark');
  await page.addInitScript(() => {
    // What the theme is when the body begins.
    const observer = new MutationObserver(() => {
      if (!document.body) return;
      Object.assign(window, { atFirst: document.documentElement.dataset['theme'] ?? 'none' });
      observer.disconnect();
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  expect(await page.evaluate('window.atFirst')).toBe('dark');
  await close();
});

test('without scripts there is no switch', async () => {
  const { page, close } = await open('/about/', { javaScriptEnabled: false });
  expect(await page.locator('.theme').isVisible()).toBe(false);
  await close();
});

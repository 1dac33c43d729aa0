import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, inject, test } from 'vitest';
import { browsing, desktop, phone } from '../../support/open.ts';

// How everything looks that an essay may hold, by measures: positions, sizes, base lines, overlaps.

const site = inject('sites').everything;
const open = browsing(site);
const specimen = '/essays/specimen/';

/** A style of the first element that a selector finds on the page. */
const styleOf = (page: Page, selector: string, property: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

const boxesOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { left, right, top, bottom, height } = element.getBoundingClientRect();
      return { left, right, top, bottom, height };
    }),
  );

test.each([320, 360, 768, 1280])(
  'nothing makes the specimen scroll sideways at %i px',
  async (width) => {
    const { page, close } = await open(specimen, { viewport: { width, height: 800 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await close();
  },
);

test('what is wider than the text scrolls in a box of its own that takes the keyboard', async () => {
  const { page, close } = await open(specimen, { viewport: phone });
  const boxes = await page.locator('.wide-box').evaluateAll((elements) =>
    elements.map((element) => ({
      isWide: element.scrollWidth > element.clientWidth,
      tabIndex: element instanceof HTMLElement && element.tabIndex,
    })),
  );
  await close();
  expect(boxes.some(({ isWide }) => isWide)).toBe(true);
  for (const { tabIndex } of boxes) expect(tabIndex).toBe(0);
});

describe('paragraphs', () => {
  test('follow one another as in a book: indented, with nothing between; the first is flush', async () => {
    const { page, close } = await open('/essays/the-pencil/');
    const pairs = await page.evaluate(() =>
      [...document.querySelectorAll('.e-content > p')].map((paragraph) => {
        // An aside is beside the text, and not in it.
        let before = paragraph.previousElementSibling;
        while (before?.matches('.aside')) before = before.previousElementSibling;
        return {
          after: before?.tagName ?? '',
          indent: parseFloat(getComputedStyle(paragraph).textIndent),
          gap: before
            ? paragraph.getBoundingClientRect().top - before.getBoundingClientRect().bottom
            : 0,
        };
      }),
    );
    await close();
    expect(pairs.some(({ after }) => after === 'P')).toBe(true);
    for (const { after, indent, gap } of pairs) {
      expect(indent).toBe(after === 'P' ? 30 : 0);
      if (after === 'P') expect(gap).toBeCloseTo(0, 1);
    }
  });

  test('of a quotation, a note and an editors’ note are told apart too', async () => {
    const { page, close } = await open(specimen);
    for (const holder of ['blockquote', '.footnotes li', '[role=note]']) {
      expect(
        parseFloat(await styleOf(page, `${holder} > p + p:not(.label + p)`, 'text-indent')),
      ).toBeGreaterThan(10);
    }
    await close();
  });
});

test('a heading stands nearer to what follows it than to what is before it, at every level', async () => {
  const { page, close } = await open(specimen);
  const gaps = await page.evaluate(() =>
    [...document.querySelectorAll('.e-content > :is(h2, h3, h4)')].map((heading) => {
      const { top, bottom } = heading.getBoundingClientRect();
      return {
        level: heading.tagName,
        before: top - (heading.previousElementSibling?.getBoundingClientRect().bottom ?? 0),
        after: (heading.nextElementSibling?.getBoundingClientRect().top ?? 0) - bottom,
      };
    }),
  );
  await close();
  expect(gaps.map(({ level }) => level)).toEqual(['H2', 'H3', 'H4']);
  for (const { before, after, level } of gaps) expect(before, level).toBeGreaterThan(1.5 * after);
});

test('each level of heading, stress, code and text is told apart', async () => {
  const { page, close } = await open(specimen);
  const looks = [];
  for (const selector of ['h2', 'h3', 'h4', 'p', 'p strong', 'p em', 'p code']) {
    const properties = ['font-family', 'font-size', 'font-weight', 'font-style'];
    looks.push(
      (
        await Promise.all(
          properties.map((property) => styleOf(page, `.e-content ${selector}`, property)),
        )
      ).join(),
    );
  }
  expect(new Set(looks).size).toBe(looks.length);
  // Code is upright, and no word is changed into capitals.
  expect(await styleOf(page, '.e-content code', 'font-style')).toBe('normal');
  expect(await styleOf(page, '.e-content strong', 'text-transform')).toBe('none');
  await close();
});

test('a break between sections is a dot, and a task has a box and no bullet', async () => {
  const { page, close } = await open(specimen);
  expect(await styleOf(page, 'hr', 'border-top-width')).toBe('0px');
  expect(await styleOf(page, 'hr', 'background-image')).toContain('radial-gradient');
  expect(await styleOf(page, '.task-list-item', 'list-style-type')).toBe('none');
  await close();
});

describe('notes', () => {
  /** How far each note begins below, or above, the base line of the line that refers to it, or else how it was moved. */
  const notesOn = (page: Page) =>
    page.evaluate(() => {
      // An empty box without height stands on the base line.
      const baseOf = (parent: Element, before: Node | null) => {
        const probe = document.createElement('span');
        Object.assign(probe.style, { display: 'inline-block', width: '0', height: '0' });
        parent.insertBefore(probe, before);
        const { bottom } = probe.getBoundingClientRect();
        probe.remove();
        return bottom;
      };
      return [...document.querySelectorAll('.footnotes > ol > li')].map((note) => {
        const reference = document.getElementById(note.id.replace('fn-', 'fnref-'))?.parentElement;
        const first = note.querySelector('p');
        if (!reference?.parentElement || !first) throw new Error(`${note.id} has no reference.`);
        const { top, bottom, left } = note.getBoundingClientRect();
        const line = baseOf(reference.parentElement, reference);
        return { top, bottom, left, off: baseOf(first, first.firstChild) - line };
      });
    });

  test('stand on the base line of the line that refers to them, or below the note before', async () => {
    for (const path of [specimen, '/essays/the-pencil/']) {
      const { page, close } = await open(path);
      const notes = await notesOn(page);
      await close();
      expect(notes.length).toBeGreaterThan(0);
      for (const [index, { off, top }] of notes.entries()) {
        const isPushed = top - (notes[index - 1]?.bottom ?? -Infinity) < 16;
        if (!isPushed) expect(Math.abs(off), `note ${index + 1}`).toBeLessThan(1);
        expect(top).toBeGreaterThan(notes[index - 1]?.bottom ?? 0);
      }
    }
  });

  test('lie over nothing, whatever they hold and wherever they end', async () => {
    for (const path of [
      specimen,
      '/essays/al-khatt/',
      '/series/odd-jobs/complete/',
      '/series/hand-and-machine/complete/',
    ]) {
      const { page, close } = await open(path);
      const over = await page.evaluate(() => {
        const rectOf = (element: Element) => element.getBoundingClientRect();
        const notes = [...document.querySelectorAll('.footnotes > ol > li')].map(rectOf);
        const others = [
          ...document.querySelectorAll(
            ':is(main, .colophon) :is(p, h1, h2, h3, li, pre, table, label)',
          ),
        ]
          .filter((element) => !element.closest('.footnotes, .visually-hidden'))
          .map(rectOf)
          .filter(({ width }) => width > 2);
        return [...notes, ...notes].flatMap((note, index) =>
          (index < notes.length ? others : notes.filter((other) => other !== note)).filter(
            ({ left, right, top, bottom }) =>
              left < note.right - 1 &&
              right > note.left + 1 &&
              top < note.bottom - 1 &&
              bottom > note.top + 1,
          ),
        ).length;
      });
      await close();
      expect(over, path).toBe(0);
    }
  });
});

test('a note that is longer than its page goes on beside the foot of the page, and not over it', async () => {
  const { page, close } = await open('/essays/the-pencil/');
  const apart = await page.evaluate(() => {
    const note = document.querySelector('.footnotes > ol > li');
    const foot = document.querySelector('.colophon');
    if (!note || !foot) throw new Error('There is no note, or no foot.');
    note.append('It goes on, and on. '.repeat(800));
    const [a, b] = [note.getBoundingClientRect(), foot.getBoundingClientRect()];
    return { isBeyond: a.bottom > b.top, gap: a.left - b.right };
  });
  await close();
  expect(apart.isBeyond).toBe(true);
  expect(apart.gap).toBeGreaterThan(0);
});

test('an aside stands beside the paragraph that follows it, or in the text where there is no room', async () => {
  const { page, close } = await open(specimen);
  const asides = await page.evaluate(() =>
    [...document.querySelectorAll('.e-content > .aside')].map((aside) => {
      const { top, right, bottom } = aside.getBoundingClientRect();
      const next = aside.nextElementSibling?.getBoundingClientRect();
      const text = document.querySelector('.e-content')?.getBoundingClientRect();
      return {
        isBeside: right <= (text?.left ?? 0),
        down: (next?.top ?? 0) - top,
        below: (next?.top ?? 0) - bottom,
      };
    }),
  );
  await close();
  expect(asides.length).toBeGreaterThan(1);
  for (const { isBeside, down, below } of asides) {
    if (isBeside) expect(Math.abs(down)).toBeLessThan(8);
    else expect(below).toBeGreaterThanOrEqual(0);
  }
});

test('an essay ends with a dot, on its page and on the page of its series', async () => {
  for (const path of ['/essays/the-pencil/', '/series/hand-and-machine/complete/']) {
    const { page, close } = await open(path);
    const last = page.locator(':is(.e-content, .part > .lower) > p:last-of-type').first();
    const radius = await last.evaluate((p) => getComputedStyle(p, '::after').borderRadius);
    await close();
    expect(radius, path).toBe('50%');
  }
});

describe('what an address points at', () => {
  test.each([
    ['a heading', '/essays/the-pencil/', '.e-content h2'],
    ['a comment', '/essays/the-pencil/', '.comment'],
  ])('%s has a dot in the margin, and no box', async (_, path, selector) => {
    for (const viewport of [{ width: 320, height: 640 }, desktop]) {
      const { page, close } = await open(path, { viewport });
      const id = await page.locator(selector).first().getAttribute('id');
      await page.goto(`${page.url()}#${id}`);
      const mark = await page.evaluate(() => {
        const target = document.querySelector(':target');
        if (!target) throw new Error('There is no target.');
        const style = getComputedStyle(target, '::before');
        return {
          outline: getComputedStyle(target).outlineStyle,
          left: target.getBoundingClientRect().left + parseFloat(style.left),
          radius: style.borderRadius,
        };
      });
      await close();
      expect(mark.outline).toBe('none');
      expect(mark.radius).toBe('50%');
      expect(mark.left).toBeGreaterThanOrEqual(0);
    }
  });
});

test('the skip link leaves no letter on the page until it has the focus', async () => {
  const { page, close } = await open('/');
  const [box] = await boxesOf(page, '.skip');
  expect(box?.height).toBeLessThanOrEqual(1);
  expect(await styleOf(page, '.skip', 'clip-path')).toBe('inset(50%)');
  await close();
});

test('the label of the search stands on the base line of its field', async () => {
  const { page, close } = await open('/search/');
  const bases = await page.evaluate(() =>
    ['form[role=search] label', 'form[role=search] button'].map((selector) => {
      const element = document.querySelector(selector);
      const range = document.createRange();
      if (element) range.selectNodeContents(element);
      return range.getBoundingClientRect().bottom;
    }),
  );
  await close();
  expect(Math.abs((bases[0] ?? 0) - (bases[1] ?? 0))).toBeLessThan(1);
});

test('an essay of three sections lists them, and one of fewer does not', async () => {
  const { page, close } = await open('/essays/the-pencil/');
  const sections = await page
    .locator('.e-content > h2')
    .evaluateAll((headings) => headings.map(({ id }) => `#${id}`));
  const links = await page
    .locator('.contents a')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href')));
  expect(links).toEqual(sections.length >= 3 ? sections : []);
  await page.goto(new URL(specimen, page.url()).href);
  expect(await page.locator('.contents').count()).toBe(0);
  await close();
});

test('in the one-page edition each essay has its own number', async () => {
  const { page, close } = await open('/series/hand-and-machine/complete/', {
    viewport: { width: 360, height: 800 },
  });
  const numbers = await page.locator('.contents .number').allTextContents();
  expect(numbers).toEqual(['1', '2', '3', '4', '5']);
  for (const { left } of await boxesOf(page, '.contents .number')) {
    expect(left).toBeGreaterThanOrEqual((await boxesOf(page, 'h1'))[0]?.left ?? Infinity);
  }
  await close();
});

describe('on paper', () => {
  test('a line holds about 68 characters', async () => {
    const { page, close } = await open('/essays/the-pencil/');
    const bytes = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    await close();
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
    const lines = text
      .join('\n')
      .split('\n')
      .map((line) => line.length)
      .filter((length) => length > 45)
      .toSorted((a, b) => a - b);
    const median = lines[Math.floor(lines.length / 2)] ?? 0;
    expect(median).toBeGreaterThanOrEqual(60);
    expect(median).toBeLessThanOrEqual(76);
  });

  test('there is no empty search, and nothing is cut at the edge', async () => {
    const { page, close } = await open('/search/');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('form[role=search]').isVisible()).toBe(false);
    await page.goto(new URL(specimen, page.url()).href);
    await page.setViewportSize({ width: 640, height: 900 });
    const cut = await page
      .locator('.wide-box')
      .evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).length);
    await close();
    expect(cut).toBe(0);
  });
});

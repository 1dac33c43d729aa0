import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { aProject, build } from '../../support/build.ts';
import { readXml, unzip } from '../../support/editions.ts';
import { browsing } from '../../support/open.ts';
import { aPhotograph } from '../../support/photograph.ts';

// What a writer may have in a folder of pictures, made here, on a page, in the feeds and in the book.

const essay = `---
title: Pictures
standfirst: Pictures of every kind.
authors: []
published: 2025-01-01
kind: original
---

Words.

![photograph](./photograph.jpg)

![public](/shed/public.jpg)

![jpeg](./turned.jpeg)

![png](./turned.png)

![webp](./turned.webp)

![avif](./turned.avif)

![cmyk](./cmyk.jpg)

![ink](./ink.png)

![drawing](./drawing.svg)

![exported](./exported.svg)

![moving](./moving.gif)
`;

const project = await aProject();
const dir = join(project, 'dist');
let printed: string;

/** Two halves side by side, blue and red; as it is seen where it lies on its side, blue is above red. */
const halves = async () => {
  const blue = { create: { width: 200, height: 200, channels: 3 as const, background: 'blue' } };
  return sharp({ create: { width: 400, height: 200, channels: 3, background: 'red' } })
    .composite([{ input: await sharp(blue).png().toBuffer(), left: 0, top: 0 }])
    .png()
    .toBuffer();
};

async function writePictures(folder: string) {
  const write = async (name: string, image: Sharp) =>
    writeFile(join(folder, name), await image.toBuffer());
  const flat = await halves();
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    await write(`turned.${format}`, sharp(flat).withMetadata({ orientation: 6 }).toFormat(format));
  }
  await write('cmyk.jpg', sharp(flat).toColorspace('cmyk').jpeg());
  const stroke = Buffer.from('<svg width="300" height="100"><path d="M9 50h280v9H9z"/></svg>');
  await write('ink.png', sharp(stroke).png());
  await writeFile(
    join(folder, 'drawing.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><path d="M9 9h99v99z"/></svg>',
  );
  // As programs export them: with a DTD, and with ids that are none.
  await writeFile(
    join(folder, 'exported.svg'),
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><g id="1 a"><path d="M9 9h99v99z"/></g></svg>',
  );
  const frames = ['red', 'blue'].map((background) =>
    sharp({ create: { width: 90, height: 60, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  await write('moving.gif', sharp(await Promise.all(frames), { join: { animated: true } }).gif());
}

beforeAll(async () => {
  const folder = join(project, 'content/essays');
  await writeFile(join(folder, 'pictures.mdx'), essay);
  await writeFile(
    join(folder, 'wood.mdx'),
    essay.replace('title: Pictures', 'title: 木').replace(/Words[^]*/, 'Words.\n'),
  );
  await writePictures(folder);
  await writeFile(join(folder, 'photograph.jpg'), await aPhotograph(4032, 3024));
  await mkdir(join(project, 'public/shed'));
  await writeFile(join(project, 'public/shed/public.jpg'), await aPhotograph(3024, 4032));
  await writeFile(
    join(project, 'content/series/pictures.yaml'),
    'title: 木\nstandfirst: Pictures.\npreface: Words.\nessays:\n  - pictures\n',
  );
  printed = await build(project, dir, { SITE_URL: 'https://example.org/', COMMENTS_URL: '' });
  return () => rm(project, { recursive: true });
});

const open = browsing({ name: 'pictures', dir, origin: 'https://example.org', base: '/' });

const pictureOf = (name: string) => `.e-content img[alt="${name}"]`;

test.each([
  ...[360, 390, 414].flatMap((width) => [2, 3].map((pixels) => [width, pixels] as const)),
])(
  'a photograph of 12 megapixels costs a phone of %i px with %i pixels to each at most 120 KB',
  async (width, deviceScaleFactor) => {
    for (const name of ['photograph', 'public']) {
      const { page, close } = await open('/essays/pictures/', {
        viewport: { width, height: 800 },
        deviceScaleFactor,
      });
      const picture = page.locator(pictureOf(name));
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.complete)).toBe(true);
      const file = await picture.evaluate((img: HTMLImageElement) => img.currentSrc);
      await close();
      const bytes = readFileSync(join(dir, new URL(file).pathname));
      const pixels = (await sharp(bytes).metadata()).width;
      console.log(`${name}: ${bytes.length} bytes, ${pixels} px`);
      expect(bytes.length).toBeLessThanOrEqual(120_000);
      // Two pixels to each px of the column, nearly, and fewer where it is high.
      const least = name === 'public' ? 1.4 : 1.9;
      expect(pixels).toBeGreaterThanOrEqual((width - 40) * least);
    }
  },
);

test('every picture is there, upright, with its size and without moving what is below it', async () => {
  const { page, troubles, close } = await open('/essays/pictures/');
  const images = page.locator('.e-content img');
  const seen: Record<string, string> = {};
  for (const image of await images.all()) {
    const before = await image.evaluate((img) => img.getBoundingClientRect().height);
    await image.scrollIntoViewIfNeeded();
    await image.evaluate((img: HTMLImageElement) => img.decode());
    const [name, shape, after] = await image.evaluate((img: HTMLImageElement) => [
      img.alt,
      Math.round((100 * img.naturalWidth) / img.naturalHeight) / 100,
      img.getBoundingClientRect().height,
    ]);
    seen[String(name)] = `${String(shape)}, moved by ${Math.round(Number(after) - before)}`;
  }
  await close();
  const turned = '0.5, moved by 0';
  expect(seen).toEqual({
    photograph: '1.33, moved by 0',
    public: '0.75, moved by 0',
    ...{ jpeg: turned, png: turned, webp: turned, avif: turned },
    cmyk: '2, moved by 0',
    ink: '3, moved by 0',
    drawing: '1.5, moved by 0',
    exported: '1.5, moved by 0',
    moving: '1.5, moved by 0',
  });
  expect(troubles).toEqual([]);
});

test('the first picture in sight is loaded at once, and no other before it is near', async () => {
  const { page, close } = await open('/essays/pictures/');
  const loading = await page
    .locator('.e-content img')
    .evaluateAll((images) => images.map((image) => image.getAttribute('loading')));
  await close();
  expect(loading).toEqual(['eager', ...Array(10).fill('lazy')]);
});

test('dark ink on nothing stands on paper by night', async () => {
  for (const name of ['ink', 'drawing']) {
    const { page, close } = await open('/essays/pictures/', { colorScheme: 'dark' });
    const picture = page.locator(pictureOf(name));
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((img: HTMLImageElement) => img.decode());
    const { dominant } = await sharp(await picture.screenshot()).stats();
    await close();
    expect(Math.min(dominant.r, dominant.g, dominant.b), name).toBeGreaterThan(200);
  }
});

test('what a writer gave is not published as it is', () => {
  const published = readdirSync(join(dir, '_astro')).filter((name) => /^(photo|turned)/.test(name));
  for (const name of published) expect(name).toMatch(/_\w+\.(webp|jpeg)$/);
});

test('a feed has every picture in a plain format, in full and with its size', async () => {
  const { items } = JSON.parse(readFileSync(join(dir, 'feed.json'), 'utf8'));
  const { content_html: html } = items.find(({ url }: { url: string }) => /pictures/.test(url));
  const written = [...html.matchAll(/<img [^>]*>/g)].map(([tag]) => tag);
  expect(written).toHaveLength(11);
  for (const tag of written) {
    expect(tag).toMatch(
      /^<img src="https:\/\/example\.org\/_astro\/[\w.-]+\.(jpeg|png|svg|gif)" alt="\w+" width="\d+" height="\d+">$/,
    );
    const [, file = '', , width = '', height = ''] =
      /_astro\/(\S+\.(\w+))".* width="(\d+)" height="(\d+)"/.exec(tag) ?? [];
    const image = await sharp(join(dir, '_astro', file)).metadata();
    expect([image.width, image.height], file).toEqual([Number(width), Number(height)]);
    // Some read by night, and put nothing behind it.
    if (file.startsWith('ink')) expect(image.hasAlpha).toBe(false);
  }
});

test('a book has every picture as old e-readers show it, upright and in sRGB', async () => {
  const archive = readFileSync(join(dir, 'series/pictures/pictures.epub'));
  const { messages } = await EpubCheck.validate(archive);
  expect(messages.filter(({ severity }) => !['info', 'usage'].includes(severity))).toEqual([]);
  const files = await unzip(archive);
  const chapter = readXml(String(files.get('EPUB/essay-pictures.xhtml')));
  expect(chapter.querySelector('img[alt=ink]')?.className).toBe('on-paper');
  const sides: string[] = [];
  const written: string[] = [];
  for (const image of chapter.querySelectorAll('img')) {
    const picture = sharp(files.get(`EPUB/${image.getAttribute('src')}`));
    const { format, width, height, space, orientation } = await picture.metadata();
    const name = image.getAttribute('alt') ?? '';
    written.push(`${name}: ${format}, ${width} × ${height}, ${space}, ${orientation ?? 'upright'}`);
    if (!/^(jpeg|png|webp|avif)$/.test(name)) continue;
    const [red = 0, , blue = 0] = await picture.removeAlpha().raw().toBuffer();
    sides.push(blue > red ? 'blue above' : 'red above');
  }
  expect(written).toEqual([
    'photograph: jpeg, 1200 × 900, srgb, upright',
    'public: jpeg, 1200 × 1600, srgb, upright',
    ...['jpeg', 'png', 'webp', 'avif'].map((name) => `${name}: jpeg, 200 × 400, srgb, upright`),
    'cmyk: png, 400 × 200, srgb, upright',
    'ink: png, 300 × 100, srgb, upright',
    'drawing: svg, 300 × 200, srgb, upright',
    'exported: png, 1200 × 800, srgb, upright',
    'moving: png, 90 × 60, srgb, upright',
  ]);
  expect(sides).toEqual(Array(4).fill('blue above'));
});

test('where no font has the letters of a title, its card is that of the site, and the build says so', () => {
  const card = (name: string) => readFileSync(join(dir, 'cards', name));
  expect(card('essays/wood.png').equals(card('home.png'))).toBe(true);
  expect(card('essays/the-pencil.png').equals(card('home.png'))).toBe(false);
  expect(printed).toContain(
    '4 cards of the site in the place of others, for whose words no font has the letters (“Make it yours” in README.md says what to install): essays/pictures.png, essays/wood.png, essays/zhi-xian.png, series/pictures.png',
  );
});

import sharp from 'sharp';
import { expect, test } from 'vitest';
import { sizedImage } from '../../../src/unstable/image-file.ts';
import { hasMetadata, sizeOf } from '../../../src/unstable/image-metadata.ts';

// What src/unstable assumes of Astro. That containers render, that texts run by Astro’s JSX runtime, and that builds
// render again only what has changed, is tested on built sites: pipeline.test.ts, again.test.ts.

const picture = (format: 'png' | 'jpeg' | 'webp') =>
  sharp({ create: { width: 2, height: 1, channels: 3, background: 'red' } })
    .toFormat(format)
    .toBuffer();

test.each(['png', 'jpeg', 'webp'] as const)('Astro finds the size of a %s', async (format) => {
  expect(await hasMetadata(await picture(format))).toBe(true);
});

test('Astro finds no size in what is no picture', async () => {
  expect(await hasMetadata(Buffer.from('no picture'))).toBe(false);
});

const known = { src: '/a.png', width: 2, height: 1, format: 'png' } as const;

test('an image is sized by its copy, and nothing but its file and its copy is read of it', () => {
  const read: PropertyKey[] = [];
  const image = new Proxy(
    { ...known, fsPath: '/a/b.png', clone: known },
    {
      get(target, key) {
        read.push(key);
        return Reflect.get(target, key);
      },
    },
  );
  const sized = sizedImage(image, { width: 1, height: 2 });
  expect({ ...sized }).toEqual({ ...known, width: 1, height: 2 });
  expect(Reflect.get(sized, 'fsPath')).toBe('/a/b.png');
  expect(read).toEqual(['fsPath', 'clone']);
});

test('an image without a file is said to be one, and leaves no picture out in silence', () => {
  expect(() => sizedImage(known, { width: 1, height: 2 })).toThrow(
    'Astro names no file for an image, or no copy of what it knows of it.',
  );
});

test('the size of a drawing is what its first tag says, by the rules of browsers', async () => {
  const sizeOfSvg = (attributes: string) =>
    sizeOf(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}></svg>`));
  expect(await sizeOfSvg('viewBox="0 0 300 200"')).toEqual({ width: 300, height: 200 });
  expect(await sizeOfSvg('width="100%" viewBox="0 0 300 200"')).toEqual({
    width: 300,
    height: 200,
  });
  expect(await sizeOfSvg('width="3in" height="96"')).toEqual({ width: 288, height: 96 });
  await expect(sizeOfSvg('')).rejects.toThrow();
});

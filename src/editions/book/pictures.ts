import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Picture } from './pages.ts';
import { eachElement, treeOf } from '../trees.ts';

// As many px as the largest screens of e-readers have: the book stays small, and nobody sees the difference.
const screen = { width: 1200, height: 1600 };

/**
 * The pictures of texts, as HTML, whose sources are files, by those files: as JPEGs, PNGs and SVGs, which are what old e-readers
 * show too (https://www.w3.org/TR/epub-33/#sec-core-media-types), upright and in sRGB.
 */
export async function picturesOf(texts: readonly string[]): Promise<Map<string, Picture>> {
  const pictures = new Map<string, Picture>();
  for (const file of filesOf(texts)) {
    const { extension, mediaType, bytes } = await forBooks(file);
    pictures.set(file, { name: `picture-${pictures.size + 1}.${extension}`, mediaType, bytes });
  }
  return pictures;
}

type Bytes = Omit<Picture, 'name'> & { extension: 'svg' | 'png' | 'jpg' };

async function forBooks(file: string): Promise<Bytes> {
  const { format, hasAlpha, width } = await sharp(file).metadata();
  const isDrawn = format === 'svg';
  if (isDrawn) {
    const drawing = await readFile(file);
    if (isForBooks(String(drawing))) {
      return { extension: 'svg', mediaType: 'image/svg+xml', bytes: drawing };
    }
  }
  // A drawing that cannot be one in a book is made of pixels, as many as the screen has.
  const image = sharp(
    file,
    isDrawn ? { density: Math.min((72 * screen.width) / width, 2400) } : {},
  );
  const isOpaque = !hasAlpha || (await image.stats()).isOpaque;
  image
    .autoOrient()
    .resize({ ...screen, fit: 'inside', withoutEnlargement: true })
    .toColorspace('srgb');
  const png = await image.png().toBuffer();
  const jpeg = isOpaque ? await image.jpeg().toBuffer() : png;
  // A photograph is much smaller as one; a drawing is sharper as the other.
  return jpeg.length < png.length / 2
    ? { extension: 'jpg', mediaType: 'image/jpeg', bytes: jpeg }
    : { extension: 'png', mediaType: 'image/png', bytes: png };
}

/** Whether an SVG is one that EPUB allows, as far as programs write others: without a DTD, and with ids of XML. */
const isForBooks = (drawing: string): boolean =>
  !/<!DOCTYPE/i.test(drawing) &&
  [...drawing.matchAll(/\sid\s*=\s*["']([^"']*)/g)].every(([, id = '']) =>
    /^[\p{L}_][\p{L}\p{N}._-]*$/u.test(id),
  );

function filesOf(texts: readonly string[]): Set<string> {
  const files = new Set<string>();
  // Most texts have none, and need not be taken apart.
  for (const html of texts.filter((text) => text.includes('src'))) {
    eachElement(treeOf(html), ({ properties }) => {
      if (typeof properties['src'] === 'string') files.add(properties['src']);
    });
  }
  return files;
}

import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import sharp from 'sharp';
import { visit } from 'unist-util-visit';
import type { Picture } from './pages.ts';
import { treeOf, type Texts } from '../trees.ts';

// The types that every e-reader shows, https://www.w3.org/TR/epub-33/#sec-core-media-types
const mediaTypes: Record<string, string> = {
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

// As many px as the widest screens of e-readers have: the book stays small, and nobody sees the difference.
const widest = 1200;

/** The pictures of texts whose sources are files, by those files: as they are, or as PNGs where not every e-reader shows them. */
export async function picturesOf(texts: Texts): Promise<Map<string, Picture>> {
  const pictures = new Map<string, Picture>();
  for (const file of filesOf(texts)) {
    const extension = extname(file).toLowerCase();
    const mediaType = mediaTypes[extension];
    const name = `picture-${pictures.size + 1}${mediaType ? extension : '.png'}`;
    const image = sharp(file);
    const { width = 0 } = await image.metadata();
    const isKept = mediaType === 'image/svg+xml' || (mediaType && width <= widest);
    const resized = image.resize({ width: widest, withoutEnlargement: true });
    const bytes = isKept
      ? await readFile(file)
      : await (mediaType ? resized : resized.png()).toBuffer();
    pictures.set(file, { name, mediaType: mediaType ?? 'image/png', bytes });
  }
  return pictures;
}

function filesOf(texts: Texts): Set<string> {
  const files = new Set<string>();
  for (const html of texts.values()) {
    visit(treeOf(html), 'element', ({ properties }) => {
      if (typeof properties['src'] === 'string') files.add(properties['src']);
    });
  }
  return files;
}

import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import sharp from 'sharp';
import { visit } from 'unist-util-visit';
import type { Picture } from './book.ts';
import { treeOf, type Texts } from './text.ts';

// The types that every e-reader shows, https://www.w3.org/TR/epub-33/#sec-core-media-types
const mediaTypes: Record<string, string> = {
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/** The pictures of texts whose sources are files, by those files; what not every e-reader shows as a PNG. */
export async function picturesOf(texts: Texts): Promise<Map<string, Picture>> {
  const pictures = new Map<string, Picture>();
  for (const file of filesOf(texts)) {
    const name = `picture-${pictures.size + 1}`;
    const extension = extname(file).toLowerCase();
    const mediaType = mediaTypes[extension];
    pictures.set(
      file,
      mediaType
        ? { name: name + extension, mediaType, bytes: await readFile(file) }
        : {
            name: `${name}.png`,
            mediaType: 'image/png',
            bytes: await sharp(file).png().toBuffer(),
          },
    );
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

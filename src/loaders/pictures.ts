import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { TextPicture } from '../publication/schemas.ts';
import { sizeOf } from '../unstable/image-metadata.ts';

/** What is seen of a picture. */
export type Look = Omit<TextPicture, 'path' | 'file' | 'hash' | 'image'>;

/** Looks at a picture that the checks of content have passed. */
export async function lookAt(file: string): Promise<Look> {
  const image = sharp(file);
  const { format, hasAlpha, autoOrient, pages = 1 } = await image.metadata();
  const isDrawn = format === 'svg';
  // How large a drawing is by the rules of browsers, sharp does not say.
  const size = isDrawn ? await sizeOf(await readFile(file)) : autoOrient;
  const isTransparent = isDrawn || (hasAlpha && !(await image.stats()).isOpaque);
  return { ...size, isTransparent, isAnimated: pages > 1, isDrawn };
}

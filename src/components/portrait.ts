import { getImage } from 'astro:assets';
import type { Author } from '../publication/model.ts';
import { sizedImage } from '../unstable/image-file.ts';

/** A small picture of an author, as it is published: twice as large as it is shown. */
export interface Portrait {
  src: string;
  alt: string;
  /** As it is shown, in px. */
  width: number;
  height: number;
}

/** How wide pictures of authors are shown, in px. */
const shownWidth = 128;

/** The picture of an author, where there is one. */
export async function portraitOf({ picture, portrait }: Author): Promise<Portrait | undefined> {
  if (!picture || !portrait) return undefined;
  const { image, isDrawn, isTransparent } = portrait;
  const width = Math.min(portrait.width, shownWidth);
  const { src } = await getImage(
    isDrawn
      ? { src: image }
      : {
          src: sizedImage(image, portrait),
          width: Math.min(portrait.width, 2 * shownWidth),
          format: isTransparent ? 'png' : 'jpeg',
          quality: 70,
        },
  );
  const height = Math.round((width * portrait.height) / portrait.width);
  return { src, alt: picture.alt, width, height };
}

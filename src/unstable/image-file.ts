import type { ImageMetadata } from 'astro';

/**
 * An image that lies beside a text, as `getImage` takes it, of a size that Astro does not find: in most formats it looks
 * for no orientation. Astro knows its file and a copy of what it says by keys that are not of the public type; who reads
 * any other from the image itself has the file published as it is. tests/press/site/pictures.test.ts rests on it.
 *
 * @throws where Astro does not know them any more.
 */
export function sizedImage(
  image: ImageMetadata,
  { width, height }: { width: number; height: number },
): ImageMetadata {
  const fsPath: unknown = Reflect.get(image, 'fsPath');
  const clone: unknown = Reflect.get(image, 'clone');
  if (typeof fsPath !== 'string' || !isMetadata(clone)) {
    throw new Error('Astro names no file for an image, or no copy of what it knows of it.');
  }
  // Hidden: the name of what is made of it depends on all that is not, and must not on where the project lies.
  return Object.defineProperty({ ...clone, width, height }, 'fsPath', { value: fsPath });
}

const isMetadata = (value: unknown): value is ImageMetadata =>
  typeof value === 'object' && value !== null && 'src' in value && 'format' in value;

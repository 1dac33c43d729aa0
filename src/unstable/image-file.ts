import type { ImageMetadata } from 'astro';

/**
 * The file of an image that lies beside a text, as Astro knows it: a path on the disk. Its metadata have it in a key
 * that is not of the public type; tests/press/site/pipeline.test.ts and the books of every build rest on it.
 *
 * @throws where Astro does not say it any more.
 */
export function fileOf(image: ImageMetadata): string {
  const path: unknown = Reflect.get(image, 'fsPath');
  if (typeof path !== 'string') throw new Error(`Astro names no file for the image ${image.src}.`);
  return path;
}

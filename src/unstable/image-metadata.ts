import { imageMetadata } from 'astro/assets/utils';

/** Whether Astro finds the type and the size of an image, without which it stops a build where the image is shown. */
export const hasMetadata = (bytes: Uint8Array): Promise<boolean> =>
  imageMetadata(bytes).then(
    () => true,
    () => false,
  );

/** The size of an image in px, as Astro finds it. @throws where it finds none. */
export async function sizeOf(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const { width, height } = await imageMetadata(bytes);
  return { width, height };
}

import { createCipheriv } from 'node:crypto';
import sharp from 'sharp';

// How large what is in a photograph is, in px, and how much it stands out: light and shade, things of every size, and
// the grain of the sensor.
const layers = [
  [504, 220],
  [64, 120],
  [16, 70],
  [4, 40],
  [2, 24],
  [1, 16],
] as const;

/** A JPEG that is as hard to compress as a photograph. The same size is the same bytes. */
export async function aPhotograph(width: number, height: number): Promise<Buffer> {
  const pixels = new Uint8ClampedArray(width * height * 3).fill(128);
  for (const [size, contrast] of layers) {
    const raw = {
      width: Math.ceil(width / size),
      height: Math.ceil(height / size),
      channels: 3 as const,
    };
    const noise = sharp(bytes(raw.width * raw.height * 3), { raw });
    const layer = await noise.resize(width, height, { fit: 'fill' }).raw().toBuffer();
    for (let index = 0; index < pixels.length; index++) {
      pixels[index] = (pixels[index] ?? 0) + (((layer[index] ?? 0) - 128) * contrast) / 256;
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** So many bytes that look like chance: the same each time. */
const bytes = (length: number) =>
  createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(length));

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import satori from 'satori';
import sharp from 'sharp';
import { kept } from './kept.ts';
import { pngIn, shades, type Color } from './png.ts';

// What social cards and covers are drawn with.

export const colors = {
  paper: '#fbfaf6',
  ink: '#1b1a17',
  faded: '#4f4c45',
  red: '#8d1f16',
} satisfies Record<string, Color>;

// Everything stands on paper: these are the edges of letters, and of what is drawn. No eye tells one from the next.
const encode = pngIn([
  ...shades(colors.paper, colors.ink, 64),
  ...shades(colors.paper, colors.faded, 32),
  ...shades(colors.paper, colors.red, 32),
]);

const read = (path: string) => readFileSync(join(process.cwd(), path));
const font = read('src/fonts/source-serif-card.woff');

// What a drawing depends on besides what it shows.
const tools = [
  font,
  ...['src/editions/art.ts', 'src/editions/png.ts'].map(read),
  ...['node_modules/satori/package.json', 'node_modules/sharp/package.json'].map(read),
];

type Element = { type: string; props: Record<string, unknown> };

/** A box of a layout, with the styles that satori knows. */
export function box(
  style: Record<string, unknown>,
  ...children: (Element | string | undefined)[]
): Element {
  return {
    type: 'div',
    props: { style: { display: 'flex', ...style }, children: children.filter(Boolean) },
  };
}

/**
 * Draws a layout as a PNG, in px. The same layout is the same bytes on every machine: type is drawn from the font file.
 *
 * @param over SVG that is drawn over it.
 */
export function png(
  layout: Element,
  size: { width: number; height: number },
  over = '',
): Promise<Uint8Array<ArrayBuffer>> {
  return kept([JSON.stringify([layout, size, over]), ...tools], () => drawn(layout, size, over));
}

async function drawn(
  layout: Element,
  size: { width: number; height: number },
  over: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = box(
    {
      width: '100%',
      height: '100%',
      background: colors.paper,
      color: colors.ink,
      fontFamily: 'Source Serif',
    },
    layout,
  );
  const svg = await satori(sheet as Parameters<typeof satori>[0], {
    ...size,
    fonts: [{ name: 'Source Serif', data: font, weight: 400, style: 'normal' }],
  });
  const pixels = await sharp(Buffer.from(svg.replace('</svg>', `${over}</svg>`)))
    .raw()
    .toBuffer();
  return encode(pixels, size);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import satori from 'satori';
import sharp from 'sharp';

/** What a social card says. */
export interface SocialCard {
  title: string;
  /** Above the title: the series, or the site. */
  over?: string;
  /** Below the title: the author. */
  under?: string;
  /** The line of a series, with the positions of its essays from 0 to 1; one of them may be this card's. */
  line?: { start: string; end: string; positions: readonly number[]; current?: number | undefined };
}

// Open Graph: 1.91 to 1, https://ogp.me; large enough for every network.
export const width = 1200;
export const height = 630;

const margin = 80;
const colors = { paper: '#fbfaf6', ink: '#1b1a17', faded: '#4f4c45', red: '#8d1f16' };

const font = readFileSync(join(process.cwd(), 'src/fonts/source-serif-card.woff'));

/** Draws a card as a PNG. The same card is the same bytes on every machine: type is drawn from the font file. */
export async function socialCard(card: SocialCard): Promise<Uint8Array<ArrayBuffer>> {
  const svg = await satori(layoutOf(card) as Parameters<typeof satori>[0], {
    width,
    height,
    fonts: [{ name: 'Source Serif', data: font, weight: 400, style: 'normal' }],
  });
  // A palette of 64 colors holds paper, ink, red and the edges of letters.
  const drawn = card.line ? svg.replace('</svg>', `${lineOf(card.line)}</svg>`) : svg;
  const png = await sharp(Buffer.from(drawn))
    .png({ palette: true, colors: 64, compressionLevel: 9, effort: 10 })
    .toBuffer();
  return Uint8Array.from(png);
}

type Element = { type: string; props: Record<string, unknown> };
type Child = Element | string | undefined;

const box = (style: Record<string, unknown>, ...children: Child[]): Element => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children: children.filter(Boolean) },
});

function layoutOf({ title, over, under, line }: SocialCard): Element {
  const size = title.length > 70 ? 60 : title.length > 40 ? 72 : 92;
  return box(
    {
      width: '100%',
      height: '100%',
      boxSizing: 'border-box',
      flexDirection: 'column',
      justifyContent: 'space-between',
      padding: margin,
      background: colors.paper,
      color: colors.ink,
      fontFamily: 'Source Serif',
    },
    box(
      { flexDirection: 'column' },
      box({ fontSize: 34, color: colors.faded }, over ?? ' '),
      box({ fontSize: size, lineHeight: 1.12, marginTop: 28, textWrap: 'balance' }, title),
      under === undefined
        ? undefined
        : box({ fontSize: 40, marginTop: 28, color: colors.faded }, under),
    ),
    line &&
      box(
        { justifyContent: 'space-between', fontSize: 32, lineHeight: 1 },
        box({}, line.start.toLowerCase()),
        box({}, line.end.toLowerCase()),
      ),
  );
}

/** The line between its two labels. */
function lineOf({ positions, current }: NonNullable<SocialCard['line']>): string {
  const y = height - margin - 14;
  const [start, end] = [margin + 110, width - margin - 110];
  const dots = positions
    .filter((position) => position !== current)
    .concat(current ?? [])
    .map((position) => {
      const x = Math.round(start + position * (end - start));
      return current === undefined || position === current
        ? `<circle cx="${x}" cy="${y}" r="${position === current ? 17 : 11}" fill="${colors.red}"/>`
        : `<circle cx="${x}" cy="${y}" r="9" fill="${colors.paper}" stroke="${colors.faded}" stroke-width="2.5"/>`;
    });
  return `<path d="M${start} ${y}H${end}" stroke="${colors.faded}" stroke-width="2"/>${dots.join('')}`;
}

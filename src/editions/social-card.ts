import { box, colors, png } from './art.ts';

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
/** Draws a card as a PNG. */
export function socialCard(card: SocialCard): Promise<Uint8Array<ArrayBuffer>> {
  return png(layoutOf(card), { width, height }, card.line && lineOf(card.line));
}

function layoutOf({ title, over, under, line }: SocialCard) {
  const size = title.length > 70 ? 60 : title.length > 40 ? 72 : 92;
  return box(
    {
      width: '100%',
      height: '100%',
      boxSizing: 'border-box',
      flexDirection: 'column',
      justifyContent: 'space-between',
      padding: margin,
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

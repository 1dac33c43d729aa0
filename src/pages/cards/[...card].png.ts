import type { APIRoute, GetStaticPaths } from 'astro';
import { socialCardInThread, threadSource } from '../../editions/drawing/in-thread.ts';
import { canBeDrawn, socialCard, type SocialCard } from '../../editions/drawing/social-card.ts';
import { installedFonts } from '../../fonts/installed.ts';
import { bylineOf } from '../../publication/provenance.ts';
import { digestOf } from '../../publication/cache-keys.ts';
import { getPublication } from '../../publication/content.ts';
import type { Essay, Series } from '../../publication/model.ts';

const lineOf = ({ line, essays }: Series, current?: Essay): Pick<SocialCard, 'line'> =>
  line
    ? {
        line: {
          start: line.start.label,
          end: line.end.label,
          positions: essays.flatMap(({ position }) => position ?? []),
          current: current?.position,
        },
      }
    : {};

// To draw so many takes as long as a thread to begin.
const few = 100;

export const getStaticPaths = (async () => {
  const { essays, series, site } = await getPublication();
  const { words, language } = site;
  const [first] = series;
  const home: SocialCard = {
    title: site.title,
    under: site.subtitle,
    language,
    ...(first && lineOf(first)),
  };
  const cards: Record<string, SocialCard> = { home };
  for (const one of series) {
    cards[`series/${one.id}`] = {
      title: one.title,
      ...(one.title !== site.title && { over: site.title }),
      under: words.series.card,
      language,
      ...lineOf(one),
    };
  }
  for (const essay of essays) {
    cards[`essays/${essay.slug}`] = {
      title: essay.title,
      over: essay.part?.series.title ?? site.title,
      under: bylineOf(essay, words),
      language: essay.language,
      ...(essay.part && lineOf(essay.part.series, essay)),
    };
  }
  const inThread = Object.keys(cards).length > few;
  return Object.entries(cards).map(([name, own]) => {
    // Where there are no letters for a title, its card is that of the site.
    const card = canBeDrawn(own) ? own : home;
    const cacheKey = digestOf([card, installedFonts, threadSource]);
    return { params: { card: name }, props: { card, inThread }, cacheKey };
  });
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ card: SocialCard; inThread: boolean }> = async ({ props }) => {
  const { card, inThread } = props;
  return new Response(inThread ? await socialCardInThread(card) : socialCard(card), {
    headers: { 'content-type': 'image/png' },
  });
};

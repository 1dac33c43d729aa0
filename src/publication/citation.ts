import type { Words } from '../words/en.ts';
import { dateInWords } from './dates.ts';
import type { Essay, Site } from './model.ts';
import { bylineOf, isRetold, provenanceInWords } from './provenance.ts';
import { namesOf } from './authors.ts';

/**
 * A reference to an essay in one sentence, and what is known of its source in another. The words of a retelling are the
 * publication's; whose essay it retells is said in the second.
 *
 * @param address Of its page, in full.
 */
export function citationInWords(essay: Essay, { title, words }: Site, address: string): string {
  const { authors, part, published } = essay;
  const writer = isRetold(essay) ? title : authors.length > 0 ? namesOf(authors, words) : undefined;
  const { sentence } = words.cite;
  const cited = sentence({
    writer,
    title: essay.title,
    series: part?.series.title === title ? undefined : part?.series.title,
    site: writer === title ? undefined : title,
    day: dateInWords(published, words.language),
    address,
  });
  return [cited, sourceInWords(essay, words)].filter((one) => one !== undefined).join(' ');
}

/** Of what an essay is a retelling or a reprint, as far as it is known: its author, its title, where and when. */
export function sourceInWords(essay: Essay, words: Words): string | undefined {
  const { source, kind } = essay;
  if (!source || kind === 'original') return undefined;
  const whose = isRetold(essay) ? bylineOf(essay, words) : provenanceInWords(essay, words);
  const title = source.title === essay.title ? undefined : source.title;
  const date = source.date === undefined ? undefined : dateInWords(source.date, words.language);
  return words.cite.source(whose, title, source.place, date);
}

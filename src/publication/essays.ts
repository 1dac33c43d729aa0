import { commentsUrl } from './addresses/paths.ts';
import type { PartialDate } from './dates.ts';
import type { Essay, Series } from './model.ts';
import type { Data } from './schemas.ts';

/**
 * Whether an essay may be read by the public on a day (`yyyy-mm-dd`, UTC): it is no draft, and its day of
 * publication has come.
 */
export function isPublished(
  { draft, published }: Pick<Data['essays'], 'draft' | 'published'>,
  today: PartialDate,
): boolean {
  return !draft && published <= today;
}

/** The day on which the text last changed for its readers: that of its revision, else that of its publication. */
export function updated({
  published,
  revised,
}: Pick<Data['essays'], 'published' | 'revised'>): PartialDate {
  return revised ?? published;
}

/** Whether the essay answers another, or another answers it. */
export function isInArgument({
  answers,
  answeredBy,
}: Pick<Essay, 'answers' | 'answeredBy'>): boolean {
  return answers.length + answeredBy.length > 0;
}

/** Whether its page has anything to say of a discussion: an essay first published here has none elsewhere to know of. */
export const isDiscussed = ({ discussion, kind }: Pick<Essay, 'discussion' | 'kind'>): boolean =>
  discussion !== undefined || kind !== 'original' || commentsUrl !== undefined;

/** Counts the words of MDX or Markdown as a reader sees them, without tags, addresses and comments. */
export function countWords(text: string): number {
  const visible = text
    .replace(/\{\/\*[^]*?\*\/\}/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\]\([^)]*\)/g, ' ')
    .replace(/\[\^[^\]]*\]:?/g, ' ');
  return visible.match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/**
 * Minutes to read, at least 1, at 238 words a minute: the mean of silent reading of non-fiction in
 * Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047
 */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / 238));
}

/**
 * The order of essays wherever no series gives one: series by series, each in its reading order, then the essays of
 * none, newest first, by title where the day is the same.
 */
export function inReadingOrder(
  essays: readonly Essay[],
  series: readonly Series[],
  language: string,
): Essay[] {
  const collator = new Intl.Collator(language);
  const alone = essays.filter(({ part }) => !part);
  return [
    ...series.flatMap((one) => one.essays),
    ...alone.toSorted(
      (a, b) => b.published.localeCompare(a.published) || collator.compare(a.title, b.title),
    ),
  ];
}

/** Whether some essays are one series, from its first to its last. */
export const isOneSeries = (essays: readonly Essay[]): boolean =>
  essays.every(({ part }, index) => part?.number === index + 1);

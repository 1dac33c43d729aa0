import { countInWords } from './discussions.ts';
import { readingMinutes, type Essay } from './essays.ts';
import { sourceDate } from './provenance.ts';

/** What there is to know of an essay before reading: the date of the source, the length, the comments if any. */
export function factsOf(essay: Essay): string[] {
  const minutes = readingMinutes(essay.words);
  return [
    sourceDate(essay),
    `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    ...(essay.discussion ? [countInWords({ count: essay.discussion.count })] : []),
  ];
}

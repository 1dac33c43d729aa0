import { inOrderOfAge } from './paging.ts';
import type { Essay, Topic } from './model.ts';

/** Topics by their words, as the site's language sorts. */
export function inAlphabet(topics: readonly Topic[], language: string): Topic[] {
  const collator = new Intl.Collator(language);
  return topics.toSorted((a, b) => collator.compare(a.title, b.title));
}

/** How many related essays a page names at most. */
const mostRelated = 3;

/**
 * The essays that have the most in common with one: topics, and essays that both of them answer or that answer both.
 * The newest come first where as much is in common. Those that the page names anyway, as what the essay answers and what
 * answers it, are left out; an essay of a series has its neighbors there, and none.
 */
export function relatedTo(essay: Essay): Essay[] {
  if (essay.part) return [];
  const common = new Map<Essay, number>();
  const count = (others: readonly Essay[]) => {
    for (const other of others) common.set(other, (common.get(other) ?? 0) + 1);
  };
  const named = [...essay.answers, ...essay.answeredBy].map((answer) => answer.essay);
  for (const topic of essay.topics) count(topic.essays);
  for (const { essay: answered } of essay.answers) {
    count(answered.answeredBy.map((answer) => answer.essay));
  }
  for (const { essay: answering } of essay.answeredBy) {
    count(answering.answers.map((answer) => answer.essay));
  }
  for (const one of [essay, ...named]) common.delete(one);
  return inOrderOfAge([...common.keys()])
    .toReversed()
    .toSorted((a, b) => (common.get(b) ?? 0) - (common.get(a) ?? 0))
    .slice(0, mostRelated);
}

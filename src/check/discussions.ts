import { byId, type CheckedEntries, type Ids } from './entries.ts';
import { didYouMean, type ContentError } from './errors.ts';
import { descriptionAt } from './keys.ts';
import { essayError } from './references.ts';
import { beginningOf, passageFinder, pointerOf } from '../publication/passages.ts';
import { schemas } from '../publication/schemas.ts';

/**
 * Discussions of essays that are not there, comments that are not counted, answers to comments that are not there, and
 * comments on paragraphs that are not there.
 */
export function discussionErrors(
  { discussions, essays }: CheckedEntries,
  { essays: slugs }: Ids,
): ContentError[] {
  const errors: ContentError[] = [];
  const essayOf = byId(essays);
  for (const { id, file, data } of discussions) {
    const passages = essayOf.get(id)?.prose?.passages;
    errors.push(...essayError(id, slugs, file, []));
    if (data.claimed !== undefined && data.claimed < data.comments.length) {
      errors.push({
        file: file.path,
        line: file.lineOf(['claimed']),
        problem: `"claimed" is ${data.claimed}, and there are ${data.comments.length} comments`,
        fix: descriptionAt(schemas.discussions, ['claimed']),
      });
    }
    const earlier = new Set<string>();
    for (const [index, { id, replyTo, passage }] of data.comments.entries()) {
      const report = (key: string, problem: string, fix: string) =>
        errors.push({
          file: file.path,
          line: file.lineOf(['comments', index, key]),
          problem,
          fix,
        });
      if (earlier.has(id)) {
        report('id', `two comments have the id "${id}"`, 'Give each comment an id of its own.');
      }
      if (replyTo !== undefined && !earlier.has(replyTo)) {
        const fallback =
          earlier.size > 0
            ? `The comments before it are: ${[...earlier].join(', ')}.`
            : 'Take the key out: the first comment answers none.';
        const fix = didYouMean(replyTo, [...earlier], fallback);
        report('replyTo', `no comment before this one has the id "${replyTo}"`, fix);
      }
      if (passage !== undefined && passages) {
        const fix = passageFix(passage, passages);
        const what =
          typeof passage === 'number' ? `the number ${passage}` : `the words "${passage}"`;
        if (fix !== undefined) report('passage', `no paragraph of the essay has ${what}`, fix);
      }
      earlier.add(id);
    }
  }
  return errors;
}

/** How to name a paragraph rightly that is not there; nothing where it is. */
function passageFix(passage: string | number, passages: readonly string[]): string | undefined {
  const found = passageFinder(passages)(pointerOf(passage));
  if (found?.state === 'same') return undefined;
  if (found) return `Did you mean “${found.words}”?`;
  const last = `The last is ${passages.length}: “${beginningOf(passages.at(-1) ?? '')}”`;
  return typeof passage === 'number'
    ? last
    : 'Copy some words of one paragraph as they stand there, without stresses and notes.';
}

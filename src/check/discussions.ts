import type { CheckedEntries, Ids } from './entries.ts';
import { didYouMean, type ContentError } from './errors.ts';
import { descriptionAt } from './keys.ts';
import { essayError } from './references.ts';
import { schemas } from '../publication/schemas.ts';

/** Discussions of essays that are not there, comments that are not counted, answers to comments that are not there. */
export function discussionErrors(
  { discussions }: CheckedEntries,
  { essays: slugs }: Ids,
): ContentError[] {
  const errors: ContentError[] = [];
  for (const { id, file, data } of discussions) {
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
    for (const [index, { id, replyTo }] of data.comments.entries()) {
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
      earlier.add(id);
    }
  }
  return errors;
}

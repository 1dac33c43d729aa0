import type { CheckedEntries } from './entries.ts';
import type { ContentError } from './errors.ts';
import { imageError, type Targets } from './targets.ts';
import { besideIt } from '../publication/authors.ts';

/** Pictures of authors that cannot be shown, and pictures beside authors that none of them names. */
export function portraitErrors(
  { authors }: CheckedEntries,
  isRead: boolean,
  targets: Targets,
): ContentError[] {
  const shown = new Set<string>();
  const errors = authors.flatMap(({ file, data: { picture } }) => {
    if (!picture) return [];
    const url = besideIt(picture.file);
    shown.add(`content/authors/${url.slice('./'.length)}`);
    const error = imageError({ url, alt: picture.alt }, file.path, targets);
    return error ? [{ file: file.path, line: file.lineOf(['picture', 'file']), ...error }] : [];
  });
  // Which the others name, nobody knows where the data of an author cannot be read.
  const left = [...targets.images].filter(
    (path) => isRead && path.startsWith('content/authors/') && !shown.has(path),
  );
  return [
    ...errors,
    ...left.map((file) => ({
      file,
      problem: 'no author shows the picture',
      fix: 'Name it in the file of an author, as in picture: { file: ann-doe.jpg, alt: What it shows }, or take it out.',
    })),
  ];
}

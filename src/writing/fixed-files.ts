import { contentErrors } from '../check/check.ts';
import { edited } from '../check/edits.ts';
import type { Sources } from '../check/files.ts';
import { parseContentFile, type ContentFile } from '../publication/text/content-files.ts';
import type { PartialDate } from '../publication/dates.ts';

/** A file of the content before and after all is mended in it that a machine can mend. */
export interface FixedFile {
  path: string;
  before: string;
  after: string;
}

/** What is mended may show what it hid: a key by its right name has a value. */
const mostPasses = 5;

/** The files in which a machine can mend something: what errors of the content have an edit for. */
export function fixedFiles(sources: Sources, today: PartialDate): FixedFile[] {
  const before = new Map(sources.files.map(({ path, text }) => [path, text]));
  let files = sources.files;
  for (let pass = 0; pass < mostPasses; pass++) {
    const errors = contentErrors({ ...sources, files }, today);
    const byFile = Map.groupBy(
      errors.filter(({ edits = [] }) => edits.length > 0),
      ({ file }) => file,
    );
    const fixed = files.map((file) => {
      const edits = byFile.get(file.path)?.flatMap((error) => error.edits ?? []) ?? [];
      const after = { path: file.path, text: edited(file.text, edits) };
      return isReadable(after) || !isReadable(file) ? after : file;
    });
    if (fixed.every(({ text }, index) => text === files[index]?.text)) break;
    files = fixed;
  }
  return files.flatMap(({ path, text }) => {
    const written = before.get(path);
    return written === undefined || written === text
      ? []
      : [{ path, before: written, after: text }];
  });
}

const isReadable = (file: ContentFile) => parseContentFile(file).errors.length === 0;

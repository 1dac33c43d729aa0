import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesOf } from './pages.ts';

/** What of two folders of built sites is not the same to the byte: names of files. */
export async function differences(one: string, other: string): Promise<string[]> {
  const names = [one, other].map(
    (dir) => new Set(filesOf({ name: '', dir, origin: '', base: '/' })),
  );
  const [ofOne = new Set(), ofOther = new Set()] = names;
  const only = [...ofOne.symmetricDifference(ofOther)];
  const both = [...ofOne.intersection(ofOther)].map(async (file) => {
    const [bytes, others] = await Promise.all([one, other].map((dir) => readFile(join(dir, file))));
    return bytes && others && bytes.equals(others) ? [] : [file];
  });
  return [...only, ...(await Promise.all(both)).flat()].toSorted();
}

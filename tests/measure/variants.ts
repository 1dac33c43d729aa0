import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPolicy } from '../../src/output/content-security-policy.ts';

/** What becomes of a page for a comparison. */
export type Change = (html: string) => string;

/** Copies of a built site in a temporary folder, each with its pages changed in a way of its own, and a way to be rid of them. */
export async function variantsOf<Name extends string>(dir: string, changes: Record<Name, Change>) {
  const folder = await mkdtemp(join(tmpdir(), 'variants-'));
  for (const [name, change] of Object.entries<Change>(changes)) {
    const copy = join(folder, name);
    await cp(dir, copy, { recursive: true });
    for (const page of globSync('**/index.html', { cwd: copy })) {
      const file = join(copy, page);
      const html = await readFile(file, 'utf8');
      const changed = change(html);
      if (changed === html) continue;
      // Its policy names the styles and scripts that it had.
      const policy = /<meta http-equiv="content-security-policy"[^>]*>/;
      await writeFile(
        file,
        policy.test(changed) ? withPolicy(changed.replace(policy, '')) : changed,
      );
    }
  }
  return {
    dirOf: (name: Name) => join(folder, name),
    remove: () => rm(folder, { recursive: true }),
  };
}

/** The middle one of some values. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

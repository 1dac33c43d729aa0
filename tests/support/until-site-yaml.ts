import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

// Until the program reads content/site.yaml and content/pages. To be deleted with src/site.ts.

const isRead = !existsSync('src/site.ts');

/** Gives a copy of the program what they say as src/site.ts has it. */
export function asTheProgramReadsIt(project: string): void {
  const file = join(project, 'content/site.yaml');
  if (isRead || !existsSync(file)) return;
  const text = readFileSync(file, 'utf8').replaceAll('{Essays}', 'Essays');
  writeFileSync(
    join(project, 'src/site.ts'),
    `export const site = ${JSON.stringify(parse(text))} as const;`,
  );
  rmSync(file);
  rmSync(join(project, 'content/pages'), { recursive: true });
}

/** What content/site.yaml of this project will say. */
export const siteUntilThen =
  'title: Who Is It About?\nlanguage: en-US\ntagAuthority: who-is-it-about.example,2026-11-22\n';

/** The pages that the program has of its own. */
export const pagesUntilThen = isRead ? undefined : ['about'];

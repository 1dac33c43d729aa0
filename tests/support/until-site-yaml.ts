import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/**
 * Until the program reads `content/site.yaml` and `content/pages`, a copy of it gets what they say as src/site.ts has
 * it. To be deleted with src/site.ts.
 */
export async function asTheProgramReadsIt(project: string): Promise<void> {
  const file = join(project, 'content/site.yaml');
  if (!existsSync(join(project, 'src/site.ts')) || !existsSync(file)) return;
  const site = parse(readFileSync(file, 'utf8').replaceAll('{Essays}', 'Essays'));
  writeFileSync(
    join(project, 'src/site.ts'),
    `export const site = ${JSON.stringify(site)} as const;`,
  );
  rmSync(file);
  rmSync(join(project, 'content/pages'), { recursive: true });
}

import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Puts into the folder of the site what its style sheets name, such as fonts. Astro does so itself, but loses all of it
 * where a percent sign stands in the path of the project: it reads `file://` and the path as an address.
 *
 * @param site The folder of the site, as it is while Astro renders into it.
 * @param folder The one of it for files whose names hold a hash.
 */
export function keepAssets(site: string, folder: string): void {
  // Beside the rendered pages, or where Astro's types lie, if those are outside of the project.
  for (const rendered of [join(site, '.prerender'), join('.astro', '.prerender')]) {
    const from = join(rendered, folder);
    if (!existsSync(from)) continue;
    for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const to = join(site, file.slice(rendered.length));
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(file, to);
    }
  }
}

import type { AstroLoggerDestination, AstroLoggerMessage } from 'astro';
import astroLog from 'astro/logger/node';

// Who of Astro's own tells of the steps of a build; what is not labelled belongs to one of them.
const steps = new Set([
  null,
  'SKIP_FORMAT',
  'build',
  'content',
  'types',
  'vite',
  '@astrojs/sitemap',
]);

/**
 * What Astro and the integrations log, as it is printed. In a build the integrations say where it is, and Astro's own
 * steps become a count of files: its two lines for each run together where several pages are rendered at once. Warnings
 * and errors, and all that is said while a server runs, are as Astro prints them.
 *
 * https://docs.astro.build/en/reference/logger-reference/
 */
export default function log(): AstroLoggerDestination {
  const { write } = astroLog();
  if (process.argv[2] !== 'build') return { write };
  const files = fileCounter();
  return {
    write(event) {
      // A publication need not have a series, or a discussion.
      if (/^The collection .* does not exist or is empty/.test(event.message)) return;
      if (event.level !== 'info') {
        files.end();
        write(event);
      } else if (steps.has(event.label)) files.see(event);
      else {
        files.end();
        write({ ...event, label: 'SKIP_FORMAT' });
      }
    },
  };
}

/** Counts the files that Astro says it makes, on one line of a terminal, and elsewhere in a line for each thousand. */
function fileCounter() {
  const { isTTY } = process.stdout;
  let [made, kept] = [0, 0];
  return {
    see({ message, newLine }: AstroLoggerMessage) {
      // The file comes first, and how it was made, or that it was not, in another message.
      if (newLine) kept += Number(/\((restored|cached)\)/.test(message));
      else made += 1;
      if (newLine) return;
      if (isTTY) process.stdout.write(`\rRendering: ${made} files`);
      else if (made % 1000 === 0) console.log(`Rendering: ${made} files`);
    },
    end() {
      if (made === 0) return;
      if (isTTY) process.stdout.write('\r\u001B[K');
      const unchanged = kept > 0 ? `, ${kept} of them as the build before made them` : '';
      console.log(`Rendered ${made} files${unchanged}`);
      [made, kept] = [0, 0];
    },
  };
}

import { join } from 'node:path';
import { countInWords, grouped, placeInWords, type ContentError } from './errors.ts';

/**
 * The errors as a page, which shows what has become of them. A click on a place opens the file in the editor.
 *
 * @param root The folder of the project.
 * @param base The base path of the server, where Vite has its own addresses.
 */
export function errorsPage(errors: readonly ContentError[], root: string, base: string): string {
  const list = grouped(errors).map(({ problem, fix, places }) => {
    const links = places.map((place) => {
      const at = placeInWords(place);
      const opens = `${base}__open-in-editor?file=${encodeURIComponent(join(root, at))}`;
      return `<a href="${opens}">${inHtml(at)}</a>`;
    });
    return `<li>${links.join('')} ${inHtml(problem)}. <b>${inHtml(fix)}</b></li>`;
  });
  const title = inHtml(countInWords(errors));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; }
  body { max-inline-size: 45rem; margin: 3rem auto; padding-inline: 1rem; font: 1.1rem/1.5 system-ui; }
  li { margin-block: 1rem; overflow-wrap: anywhere; }
  a { display: block; font-family: ui-monospace, monospace; }
  b { font-weight: 600; }
</style>
<script type="module">
  // It asks for itself, and is not told: what is told while a page loads is lost on it.
  const ask = async () => (await fetch(location.href)).text();
  const now = await ask();
  setInterval(async () => {
    const later = await ask().catch(() => now);
    if (later !== now) location.reload();
  }, 500);
  for (const link of document.links) {
    link.onclick = (event) => { event.preventDefault(); fetch(link.href); };
  }
</script>
<h1>${title}</h1>
<p>The pages come back when ${errors.length === 1 ? 'it is' : 'they are'} fixed.</p>
<ol>
${list.join('\n')}
</ol>
</html>
`;
}

const inHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

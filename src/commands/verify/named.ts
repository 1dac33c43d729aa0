import type { Element } from 'hast';
import { gunzipSync } from 'node:zlib';

// What the files of a site name besides what their links do.

/** The addresses that a style sheet, or a page with its styles in it, names. */
export const inStyles = (text: string): string[] =>
  [...text.matchAll(/\burl\(\s*(["']?)([^"')]+)\1\s*\)/g)].flatMap(([, , address = '']) =>
    address.startsWith('data:') ? [] : address.trim(),
  );

/** The addresses that the elements of a page name: those of links, pictures and what networks show. */
export const inElements = (page: readonly Element[]): string[] =>
  page.flatMap(({ properties }) => {
    const { href, rel, src, srcSet, dataEngine, property, name, content } = properties;
    const isCanonical = Array.isArray(rel) && rel.includes('canonical');
    const isCard = property === 'og:image' || name === 'twitter:image';
    return [
      ...[isCanonical ? '' : href, src, dataEngine, isCard ? content : ''],
      ...String(srcSet ?? '')
        .split(/,\s+/)
        .map((candidate) => candidate.trim().replace(/\s.*$/, '')),
    ].flatMap((address) => (typeof address === 'string' && address !== '' ? address : []));
  });

/**
 * The files of a search index, from the folder of it.
 *
 * @param folder Ends in a slash.
 * @param read Gives the bytes at a path; nothing where it has none.
 * @throws Error where the index cannot be read.
 */
export async function inSearchIndex(
  folder: string,
  read: (path: string) => Promise<Uint8Array | undefined>,
): Promise<string[]> {
  const entry = `${folder}pagefind-entry.json`;
  const table = await read(entry);
  if (!table) return [entry];
  const languages: Record<string, { hash: string; wasm: string | null; page_count: number }> =
    JSON.parse(Buffer.from(table).toString()).languages;
  const files = Object.entries(languages).map(async ([language, { hash, wasm, page_count }]) => {
    const meta = `${folder}pagefind.${hash}.pf_meta`;
    const bytes = await read(meta);
    const names = bytes ? namesIn(bytes, language) : [];
    return [
      meta,
      `${folder}wasm.${wasm ?? 'unknown'}.pagefind`,
      // A fragment for each page comes first, then the parts of the index.
      ...names.map((name, at) =>
        at < page_count
          ? `${folder}fragment/${name}.pf_fragment`
          : `${folder}index/${name}.pf_index`,
      ),
    ];
  });
  return [entry, ...(await Promise.all(files)).flat()];
}

/** The names in the table of an index: texts in CBOR, each of which has its length before it (RFC 8949). */
function namesIn(bytes: Uint8Array, language: string): string[] {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = Buffer.from(isPacked ? gunzipSync(bytes) : bytes).toString('latin1');
  const name = new RegExp(`([\\x60-\\x77])(${RegExp.escape(language)}_[0-9a-f]+)`, 'g');
  return [...text.matchAll(name)].map(([, length = '', written = '']) =>
    written.slice(0, length.charCodeAt(0) - 0x60),
  );
}

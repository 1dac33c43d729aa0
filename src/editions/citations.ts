import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { inFull, paths, type CitationFormat } from '../publication/addresses/paths.ts';
import { sortedAs } from '../publication/authors.ts';
import { sourceInWords } from '../publication/citation.ts';
import type { Author, Essay, Site } from '../publication/model.ts';
import { isRetold } from '../publication/provenance.ts';

// The name by which a text refers to an essay is the essay's own.
plugins.config.get('@bibtex').format.useIdAsLabel = true;

/** The forms of Citation.js. */
const forms = { bib: 'bibtex', ris: 'ris' } as const;

/** How an essay is cited, for a program that keeps references. */
export function citation(essay: Essay, site: Site, origin: URL, format: CitationFormat): string {
  const item = cslOf(essay, site, origin);
  if (format === 'json') return `${JSON.stringify([item], undefined, 2)}\n`;
  // It breaks long lines of RIS, within words too, which no format of RIS foresees.
  const text = new Cite(item).format(forms[format]);
  return `${text.replaceAll(/\n(?=[^\n])(?!\t|\}|@|[A-Z][A-Z\d] {2}- )/g, '').trimEnd()}\n`;
}

/**
 * An essay as CSL-JSON, https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables. The words of a
 * retelling are the publication's; its source is the original, and is said in words too, for what knows no originals.
 */
export function cslOf(essay: Essay, site: Site, origin: URL): Record<string, unknown> {
  const { slug, title, standfirst, authors, published, language, source, part } = essay;
  const people = authors.map(nameOf);
  const author = isRetold(essay) ? [{ literal: site.title }] : people;
  const note = sourceInWords(essay, site.words);
  return {
    id: slug,
    type: 'webpage',
    title,
    ...(author.length > 0 && { author }),
    'container-title': site.title,
    ...(part && part.series.title !== site.title && { 'collection-title': part.series.title }),
    issued: dateOf(published),
    URL: inFull(paths.essay(slug), origin),
    language,
    abstract: standfirst,
    ...(note !== undefined && { note }),
    ...(source?.title !== undefined && { 'original-title': source.title }),
    ...(source && people.length > 0 && { 'original-author': people }),
    ...(source?.date !== undefined && { 'original-date': dateOf(source.date) }),
  };
}

function nameOf(author: Author): Record<string, string> {
  const [family = '', given] = sortedAs(author).split(', ');
  return given === undefined ? { literal: family } : { family, given };
}

/** A date as far as it is known: a year, a month, a day. */
const dateOf = (date: string) => ({ 'date-parts': [date.split('-').map(Number)] });

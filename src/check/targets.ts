import { dirname, join } from 'node:path/posix';
import { normalizeUri } from 'micromark-util-sanitize-uri';
import { imagePattern } from '../publication/collections.ts';
import type { PartialDate } from '../publication/dates.ts';
import { beginningOf, passageFinder } from '../publication/passages.ts';
import { fragments, isPassageId } from '../publication/addresses/paths.ts';
import { didYouMean, type TextError } from './errors.ts';
import { foreignImage } from './files.ts';

// Where links and images lead, wherever they are written.

/** What prose may lead to. */
export interface Targets {
  /** The pages of the site, from its root, each with the ids that a link may point to within it where they are known. */
  pages: ReadonlyMap<string, ReadonlySet<string> | undefined>;
  /** The words of the passages of each page that has some. */
  passages: ReadonlyMap<string, readonly string[]>;
  /** The files of the site that are no pages: those of `public/`, feeds, books. */
  files: ReadonlySet<string>;
  /** Pages that exist in the content and are not published: drafts, and essays of a day later than this one (UTC). */
  unpublished: ReadonlySet<string>;
  today: PartialDate;
  /** The images in `content/`, by their path from the root of the project, and in `public/`, by their address. */
  images: ReadonlySet<string>;
  /** Those of the images that cannot be read. */
  damagedImages: ReadonlySet<string>;
  /** Those that have more pixels than can be read. */
  largeImages: ReadonlySet<string>;
}

/** Something wrong with a part of prose; its line is that of the part. */
export type NodeError = Omit<TextError, 'line' | 'edits'>;

/** What is wrong with the address of a link. */
export function linkError(
  url: string,
  { pages, passages, files, unpublished, today }: Targets,
  ownIds: ReadonlySet<string>,
  ownPassages: readonly string[] = [],
): NodeError | undefined {
  if (/^(https?:\/\/[^/]|mailto:.)/i.test(url)) {
    // As it will stand on the page.
    if (URL.canParse(normalizeUri(url))) return undefined;
    return {
      problem: `the link "${url}" is not an address`,
      fix: 'Copy it from where the page is open, as in https://example.org/page.',
    };
  }
  if (!/^(#|\/(?!\/))/.test(url)) {
    return {
      problem: `the link "${url}" is not allowed`,
      fix: 'A link begins with https://, http:// or mailto:, or with / for a page of this site.',
    };
  }
  const [address = '', written] = url.split('#');
  const path = address.replace(/\?.*$/, '');
  if (files.has(decoded(path))) return undefined;
  const ids = path === '' ? ownIds : pages.get(path);
  if (path !== '' && !pages.has(path)) {
    if (unpublished.has(path)) {
      return {
        problem: `the link "${url}" leads to a page that is not published on ${today}`,
        fix: 'Publish it first, or take the link out.',
      };
    }
    if (pages.has(`${path}/`)) {
      return {
        problem: `the link "${url}" has no slash at its end`,
        fix: `Write "${path}/".`,
      };
    }
    const fix = didYouMean(
      path,
      [...pages.keys(), ...files],
      'Pages of this site look like "/essays/…/".',
    );
    return { problem: `the link "${url}" leads to no page of this site`, fix };
  }
  if (written === undefined || !ids) return undefined;
  return placeError(url, written, ids, path === '' ? ownPassages : (passages.get(path) ?? []));
}

/**
 * What is wrong with the place on a page to which a link leads.
 *
 * @param fragment May say besides which words stand there: https://wicg.github.io/scroll-to-text-fragment/
 */
function placeError(
  url: string,
  fragment: string,
  ids: ReadonlySet<string>,
  passages: readonly string[],
): NodeError | undefined {
  const [written = '', directive] = fragment.split(':~:');
  const place = decoded(written);
  if (directive !== undefined && isPassageId.test(place)) {
    const number = Number(place.slice(1));
    const found = passageFinder(passages)({ number, words: wordsOfDirective(directive) });
    if (found?.number === number && found.state === 'same') return undefined;
    const problem = `the link "${url}" leads to a paragraph that does not have its words`;
    if (!found) return { problem, fix: 'Point at another paragraph: nothing there has the words.' };
    const fix =
      found.state !== 'same'
        ? `Copy them as they stand there now: “${found.words}”`
        : `Paragraph ${found.number} has them now: write ${fragments.passage(found.number)} for ${place}.`;
    return { problem, fix };
  }
  if (place === '' ? directive !== undefined : ids.has(place)) return undefined;
  const others = [...ids].filter((id) => !isPassageId.test(id));
  const last = passages.length;
  const fix = isPassageId.test(place)
    ? last === 0
      ? 'The paragraphs of that page have no numbers: take out the part from # on.'
      : `Its last paragraph is #${fragments.passage(last)}: “${beginningOf(passages.at(-1) ?? '')}”`
    : didYouMean(
        place,
        others,
        ids.size > 0
          ? `The ids of that page are: ${[...others, ...(last > 0 ? [`p1 to p${last}`] : [])].join(', ')}.`
          : 'Take out the part from # on.',
      );
  return { problem: `the link "${url}" leads to no place on that page`, fix };
}

/** The words with which a text begins that a browser is to look for: `text=before-,words,end,-after`. */
function wordsOfDirective(directive: string): string {
  const parts = directive.replace(/^text=/, '').split(',');
  const [start = ''] = parts.filter((part) => !/^-|-$/.test(part));
  try {
    return decodeURIComponent(start);
  } catch {
    return start; // It says so by a URIError: a % stands for itself.
  }
}

/** What is wrong with the address of an image, or with what says what it shows. */
export function imageError(
  { url, alt }: { url: string; alt?: string | null | undefined },
  file: string,
  { images, damagedImages, largeImages }: Targets,
): NodeError | undefined {
  if (!alt?.trim()) {
    return {
      problem: `the image "${url}" has no text that says what it shows`,
      fix: 'Write it in the brackets: ![what it shows](address).',
    };
  }
  if (url === '') {
    return { problem: 'an image has no address', fix: 'Write it: ![what it shows](./file.png).' };
  }
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) {
    return {
      problem: `the image "${url}" comes from another site`,
      fix: 'Put the file beside the essay: readers’ browsers ask nobody else.',
    };
  }
  const address = decoded(url);
  if (/[?#%\\]/.test(address)) {
    return {
      problem: `the image "${url}" has ?, #, % or \\ in its address`,
      fix: 'Name the file with letters, digits, dots and hyphens, and write the address with /.',
    };
  }
  const path = address.startsWith('/') ? address : join(dirname(file), address);
  if (foreignImage.test(path)) {
    return {
      problem: `the image "${url}" is in a format that browsers do not show`,
      fix: 'Save it as JPEG, PNG, WebP or AVIF.',
    };
  }
  if (!images.has(path)) {
    return {
      problem: `the image "${url}" is not there`,
      fix: address.startsWith('/') ? `Put it at public${address}.` : `Put it at ${path}.`,
    };
  }
  if (largeImages.has(path)) {
    return {
      problem: `the image "${url}" has more pixels than can be read, over 268 million`,
      fix: 'Save it smaller: no page shows it more than 2,000 pixels wide.',
    };
  }
  if (!imagePattern.test(path)) {
    const kind = /\.(\w+)$/.exec(path)?.[1]?.toUpperCase();
    return {
      problem: `the image "${url}" is ${kind === undefined ? 'of no known kind' : `of the kind ${kind}`}, which not every browser shows`,
      fix: 'Save it as JPEG, PNG, WebP, AVIF, GIF or SVG.',
    };
  }
  if (damagedImages.has(path) && path.toLowerCase().endsWith('.svg')) {
    return {
      problem: `the image "${url}" does not say how large it is, or is damaged`,
      fix: 'Write width and height into its first tag, as in <svg width="300" height="200" …>, or save it anew.',
    };
  }
  if (damagedImages.has(path)) {
    return {
      problem: `the image "${url}" cannot be read: the file is damaged, cut short or no image`,
      fix: 'Copy it again from where it is whole, or save it anew as PNG, JPEG, WebP or AVIF.',
    };
  }
  return undefined;
}

/** An address in letters; as it is where it cannot be decoded. */
function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

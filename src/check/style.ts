import { styleCheckNames, type StyleCheckName } from '../publication/schemas.ts';
import type { TextError } from './errors.ts';
import type { Edit } from '../publication/text/content-files.ts';

// The style of the house, as far as a pattern can see it. Few checks, each with its reason in the fix; where a text
// must stand as it is, `allow` in its file says which and why.

interface StyleCheck {
  /** Whether it looks at running words or at the whole text of a link. */
  of: 'words' | 'link';
  /** What it finds, by the language of the text; a language that is not here has no such check. */
  patterns: Readonly<Partial<Record<Language, RegExp>>>;
  /** What is said of the words in which it finds something: a verb and what follows. */
  says: string;
  fix: string;
  /** What to do in languages that write otherwise than English does. */
  fixes?: Readonly<Partial<Record<Language, string>>>;
  /**
   * What a machine puts in the place of what it finds, where it can.
   *
   * @param language The first part of its tag.
   */
  mended?: (found: string, before: string, after: string, language: string) => string | undefined;
}

/** The languages whose style is known, each by the first part of its tag; American English, by both; and every one. */
type Language = 'any' | 'en-US' | 'de' | 'en' | 'es' | 'fr' | 'it' | 'nl' | 'pt';

/** One pattern for all of them. */
const inAll = (pattern: RegExp) => ({
  ...{ de: pattern, en: pattern, es: pattern, fr: pattern },
  ...{ it: pattern, nl: pattern, pt: pattern },
});

// Text in UTF-8 that was read as if each of its bytes were a letter, of Windows or of the Macintosh. Some pairs may also
// stand where a word in capitals ends before a closing mark, as in Portuguese.
const high = '[\\u0080-\\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
const wrongEncoding = new RegExp(
  [
    String.raw`â€[\u0080-\u00BF™œžŸ˜¦“”•–—š›¢…"]?`,
    String.raw`Ã[¡-¨ª-º¼-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™šœžŸ©\u0080-\u009F]|(?<!\p{Lu})Ã[\u00A0»«…‘’“”•–—›]`,
    String.raw`Â[¡-¨ª¬-º¼-¿©]|(?<![\p{Lu}«“‘„(])Â[\u00A0»«]`,
    String.raw`[ÄÅ][‚ƒ„†‡ˆ‰Š‹ŒŽ™šœžŸ¡-§©-±³-º¼-¾]`,
    `[ÐÑ]${high}(?:[ÐÑ]${high})+`,
    `ðŸ${high}{1,2}|ï»¿|ï¿½`,
    `‚Ä[ôúùîìòò¶¢]|√[©®†°¢§¶ß]`,
  ].join('|'),
  'gu',
);

/** What was meant, where each letter is the byte that it should not have been. */
function decoded(found: string): string | undefined {
  const bytes = [...found].map((letter) => windows.get(letter) ?? letter.charCodeAt(0));
  if (bytes.some((byte) => byte > 0xff)) return undefined;
  const text = Buffer.from(bytes).toString('utf8');
  return text.includes('\uFFFD') ? undefined : text;
}

// https://encoding.spec.whatwg.org/#windows-1252, as far as it is not Latin 1.
const windows = new Map(
  Array.from({ length: 0x20 }, (_, index) => 0x80 + index).map((byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    byte,
  ]),
);

/** The quotation marks of a language: double ones, single ones. */
const quotes: Readonly<Partial<Record<string, readonly [string, string, string, string]>>> = {
  de: ['„', '“', '‚', '‘'],
  es: ['«', '»', '“', '”'],
  fr: ['«\u00A0', '\u00A0»', '“', '”'],
  it: ['«', '»', '“', '”'],
};

/** A straight mark as it is set: one that opens, one that closes, or an apostrophe. */
function curled(found: string, before: string, after: string, language: string): string {
  const [open, close, openInner, closeInner] = quotes[language] ?? ['“', '”', '‘', '’'];
  const opens = /(?:^|[\s([{—–«“„‘‚])$/u.test(before);
  if (found === '"') return opens ? open : close;
  // Of years and clipped words: ’90s, ’em.
  const isClipped = /^(?:\d\ds?\b|(?:em|tis|twas|til|cause|n)\b)/i.test(after);
  if (opens && !isClipped) return openInner;
  const isQuoted = /(?:^|[\s([—«„“])'[^']*$/u.test(before) && !/^\p{L}/u.test(after);
  return isQuoted && !isClipped ? closeInner : '’';
}

const guillemets =
  'Write « » around words and ’ for an apostrophe: a straight one does not say which it is.';

export const styleChecks = {
  'straight-quotes': {
    of: 'words',
    patterns: inAll(/["']/g),
    mended: curled,
    says: 'has a straight quotation mark or apostrophe',
    fix: 'Write “ ” or ‘ ’ around words and ’ for an apostrophe: a straight one does not say which it is.',
    fixes: {
      de: 'Write „ “ or ‚ ‘ around words and ’ for an apostrophe: a straight one does not say which it is.',
      ...{ es: guillemets, fr: guillemets, it: guillemets },
    },
  },
  dashes: {
    of: 'words',
    patterns: { en: /\s*--+\s*|(?<=\S)\s-\s(?=\S)/g },
    mended: (_, before, after) => (/\d$/.test(before) && /^\d/.test(after) ? '–' : '—'),
    says: 'has a hyphen for a dash',
    fix: 'Write — between clauses and – between figures: a hyphen joins words.',
  },
  ellipses: {
    of: 'words',
    patterns: inAll(/\.{3,}/g),
    mended: () => '…',
    says: 'has full stops for an ellipsis',
    fix: 'Write …: full stops can be parted at the end of a line.',
  },
  'double-spaces': {
    of: 'words',
    patterns: inAll(/(?<=\S) {2,}(?=\S)/g),
    mended: () => ' ',
    says: 'has more than one space',
    fix: 'Write one: pages show one, and mail and feeds may show them all.',
  },
  'wrong-encoding': {
    of: 'words',
    patterns: { any: wrongEncoding },
    mended: decoded,
    says: 'has letters that another encoding has made of one',
    fix: 'Write the letter itself, as in ’ for â€™ or é for Ã©, and save the file as UTF-8.',
  },
  'repeated-words': {
    of: 'words',
    patterns: { en: /(?<![\p{L}\p{N}’'-])(\p{L}+)\s+\1(?![\p{L}\p{N}’'-])/giu },
    says: 'is a word twice in a row',
    fix: 'Take one of the two out: the eye skips it, and a voice reads it.',
  },
  'british-spelling': {
    of: 'words',
    patterns: {
      'en-US':
        /\b(?:(?:behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rum|sav|vap|vig)our\w*|(?:apolog|critic|emphas|organ|real|recogn|special|summar)is(?:e[ds]?|ing|ations?)|(?:cent|lit|met|theat)res?|(?:cancel|label|model|travel)l(?:ed|ers?|ing)|cheques?|defence|grey|offence|plough\w*|programmes?|whilst)\b/gi,
    },
    says: 'is spelled the British way',
    fix: 'Write it the American way, as the rest of the texts are.',
  },
  'link-text': {
    of: 'link',
    patterns: {
      en: /^(?:(?:(?:click|read|see|look|tap|go) )?(?:here|more|this)|(?:(?:this|the) )?(?:link|page|article|post|site|website)|(?:https?:\/\/|www\.)\S*)[.:!…→]?$/gi,
      fr: /^(?:(?:(?:cliquez|cliquer|voir|lire|allez) )?(?:ici|là|ceci)|(?:en )?(?:savoir|lire|voir) plus|(?:lire )?la suite|(?:(?:ce|cet|cette|le|la) )?(?:lien|page|article|billet|site)|(?:https?:\/\/|www\.)\S*)\s?[.:!…→]?$/gi,
    },
    says: 'does not say where it leads',
    fix: 'Let its words name what is there: those who listen go from link to link, without what stands between.',
  },
} satisfies Record<StyleCheckName, StyleCheck>;

/** A check as it applies to a text. */
interface Applied extends Pick<StyleCheck, 'of' | 'says' | 'fix'> {
  name: StyleCheckName;
  pattern: RegExp;
  mended: (found: string, before: string, after: string) => string | undefined;
}

/**
 * The checks of a text.
 *
 * @param language A BCP 47 tag.
 * @param chosen What the site chooses; all that the language has where it does not say.
 */
export function checksOf(
  language: string,
  chosen: readonly StyleCheckName[] = styleCheckNames,
): Applied[] {
  const known = new Intl.Locale(language).language;
  return chosen.flatMap((name) => {
    const { of, patterns, says, fix, fixes, mended }: StyleCheck = styleChecks[name];
    const isIts = ([one]: [string, unknown]) => ['any', known, language].includes(one);
    const [, pattern] = Object.entries(patterns).find(isIts) ?? [];
    const [, itsFix] = Object.entries(fixes ?? {}).find(isIts) ?? [];
    if (!pattern) return [];
    const mendedHere: Applied['mended'] = (...found) => mended?.(...found, known);
    return [{ name, of, pattern, says, fix: itsFix ?? fix, mended: mendedHere }];
  });
}

/** What the style of a text is measured by. */
export interface Style {
  /** A BCP 47 tag. */
  language: string;
  checks: readonly Applied[];
  exceptions: Exceptions;
}

/** What a text may keep although a check finds it. */
export interface Exception {
  check: StyleCheckName;
  /** The words that may stand, with what is found in them. */
  text: string;
}

/** The exceptions of one file, and which of them have been needed. */
export interface Exceptions {
  /** Whether an exception lets stand what a check finds at a place of a text. */
  permit: (check: StyleCheckName, text: string, start: number, end: number) => boolean;
  /** The indexes of the exceptions that have let nothing stand so far. */
  unneeded: () => number[];
}

export function exceptionsOf(allowed: readonly Exception[]): Exceptions {
  const needed = new Set<number>();
  return {
    permit: (check, text, start, end) => {
      const index = allowed.findIndex((exception) => {
        if (exception.check !== check) return false;
        const words = flat(exception.text);
        // The nearest place of the words that can hold the end of what is found.
        const at = flat(text).indexOf(words, Math.max(0, end - words.length));
        return at !== -1 && at <= start;
      });
      if (index !== -1) needed.add(index);
      return index !== -1;
    },
    unneeded: () => [...allowed.keys()].filter((index) => !needed.has(index)),
  };
}

/**
 * What the checks find in a text and no exception lets stand: at most one error of a check on each line.
 *
 * @param before What stands before the text.
 */
export function styleErrors(
  text: string,
  of: StyleCheck['of'],
  { checks, exceptions }: Style,
  before = '',
): TextError[] {
  return checks.flatMap(({ name, pattern, says, fix, mended, ...check }) => {
    // Nearly always there is nothing, and to search for one is cheaper than to ask for all.
    if (check.of !== of || text.search(pattern) === -1) return [];
    const found = [...text.matchAll(pattern)]
      .map(({ 0: { length }, index }) => ({ start: index, end: index + length }))
      .filter(({ start, end }) => !exceptions.permit(name, text, start, end));
    const editOf = ({ start, end }: { start: number; end: number }): Edit[] => {
      const [earlier, later] = [before + text.slice(0, start), text.slice(end)];
      const mendedText = mended(text.slice(start, end), earlier, later);
      return mendedText === undefined ? [] : [{ start, end, text: mendedText }];
    };
    const byLine = Map.groupBy(found, ({ start }) => text.slice(0, start).split('\n').length - 1);
    return [...byLine].map(([line, all]) => ({
      line,
      problem:
        `${of === 'link' ? 'the link ' : ''}"${all[0] ? passage(text, all[0]) : ''}" ${says}` +
        (all.length > 1 ? `, and ${all.length - 1} more on the line` : ''),
      fix,
      isStyle: true,
      exceptions: all.map((one) => ({ check: name, text: passage(text, one) })),
      edits: all.flatMap(editOf),
    }));
  });
}

/** What was found with the words that touch it. */
function passage(text: string, { start, end }: { start: number; end: number }): string {
  const before = /\S*$/.exec(text.slice(0, start))?.[0] ?? '';
  const after = /^\S*/.exec(text.slice(end))?.[0] ?? '';
  return flat(before + text.slice(start, end) + after);
}

/** The text on one line, as long as it was. */
const flat = (text: string) => text.replace(/\s/g, ' ');

/** Words as they are typed on a keyboard, in the typography of the house. */
export function typographic(typed: string): string {
  return typed
    .replace(/(?<=^|[\s([{—–])"/g, '“')
    .replace(/"/g, '”')
    .replace(/(?<=^|[\s([{—–“])'/g, '‘')
    .replace(/'/g, '’')
    .replace(/\s*--+\s*|\s+-\s+/g, '—')
    .replace(/\.{3}/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
}

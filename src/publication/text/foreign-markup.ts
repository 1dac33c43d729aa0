import type { Edit } from './content-files.ts';
import { essayComponents } from './markdown.ts';

// Markup that other programs know and this site does not: it would be published as the signs that it is written with.

interface ForeignMarkup {
  /** What it finds, in the source of running text: code is no part of it, and what a \ stands before is meant. */
  pattern: RegExp;
  /** What is said of what it finds: a clause whose subject that is. */
  says: string;
  fix: string;
  /** The languages, by the first part of their tags, in which the same is no markup. */
  notIn?: readonly string[];
  /** What a machine puts in its place. */
  mended?: (found: string) => string;
}

const unescaped = String.raw`(?<![\\\w])`;

const foreignMarkup: readonly ForeignMarkup[] = [
  {
    // H~2~O, ~5 or 6~; and not: ~5 to ~6, ~/bin.
    pattern: /(?<![\\~])~(?:\w+|[^\s~/][^~\n]*[^\s~](?=~(?![\w~])))~(?!~)/g,
    says: 'has single tildes around it, which mark nothing here',
    fix: 'Write the signs themselves, as in H₂O, ~~ on both sides to strike out, or \\~ for a tilde.',
  },
  {
    pattern: /(?<!\\)\$\$[^$]+\$\$/g,
    says: 'is mathematics in the marks of TeX, which nothing draws here',
    fix: 'Write it with the signs of Unicode, or in backticks; and \\$ for a dollar.',
  },
  {
    // $x$, $a_1 + b$; and not: $5 and $10, $5 (US$).
    pattern: new RegExp(
      String.raw`${unescaped}\$(?:[A-Za-z]\w?|[A-Za-z0-9]+\s?[-+*/<>=]\s?[A-Za-z0-9]+|(?=[^$\n]*[\\^_={}])[^\s$][^$\n]*[^\s$\\])\$(?![\w$])`,
      'g',
    ),
    says: 'is mathematics in the marks of TeX, which nothing draws here',
    fix: 'Write it with the signs of Unicode, or in backticks; and \\$ for a dollar.',
  },
  {
    pattern: /(?<![\\=<>!])==(?![=\s])[^=\n]*[^=\s]==(?!=)/g,
    says: 'has equals signs around it, which mark nothing here',
    fix: 'Write *so* for stress, or \\== where equals signs are meant.',
  },
  {
    pattern: /(?<!\\)\^\[[^\][\n]*\]?/g,
    says: 'is a note within the line',
    fix: 'Write [^name] there, and [^name]: with its words below.',
  },
  {
    pattern: /(?<=[\p{L}\d)])\^[\p{L}\d+-]+\^/gu,
    says: 'has carets around it, which raise nothing here',
    fix: 'Write the signs themselves, as in 10⁶.',
  },
  {
    pattern: /(?<!\\)\[![A-Za-z]+\][+-]?/g,
    says: 'is a box of another program',
    fix: `Write it as a component: ${essayComponents.join(', ')}.`,
  },
  {
    pattern: /(?<=\S[^\S\n]*\n[^\S\n]*(?:>[^\S\n]*)*):[^\S\n]+\S+/g,
    says: 'begins a definition, of which there are no lists here',
    fix: 'Write a list, each item beginning with its term in ** on both sides.',
    notIn: ['fr'], // A colon has a space before it there, and may begin a line.
  },
  {
    pattern: /(?<!\\)\[(?:see |cf\. )?-?@[\w:.#$%&+?<>~/-]+[^\]\n]*\]/g,
    says: 'is a reference to a bibliography, of which there is none here',
    fix: 'Write a note: [^name] there, and [^name]: with its words below.',
  },
  {
    pattern: /(?<=^|\n)(?:[^\S\n]*(?:>[^\S\n]*)*\|[^\n]*\|[^\S\n]*(?:\n|$))+/g,
    says: 'is a row of a table without a head',
    fix: 'Write its first row, and below that a rule of as many cells, | --- | --- |.',
  },
  {
    pattern: /(?<=^|\n)[^|\n]*\S \| \S[^|\n]*\n[^|\n]*\S \| \S[^|\n]*(?=\n|$)/g,
    says: 'are rows of a table without a head',
    fix: 'Write its first row, and below that a rule of as many cells, | --- | --- |.',
  },
  {
    pattern: /(?<=^|\n)#{2,6}[^\s#][^\n]*/g,
    says: 'is no heading',
    fix: 'Write a space after the signs, or \\# where no heading is meant.',
    mended: (found) => found.replace(/^#+/, '$& '),
  },
  {
    pattern: /(?<!\\)!?\[[^\][\n]*\]\([^)\n]*\)?|(?<!\\)!\[(?!\p{L}+\])[^\][\n]*(?!\]\()/gu,
    says: 'is no link and no picture',
    fix: 'Write its address without spaces, with hyphens in the name of the file, and titles in straight quotes.',
  },
  {
    pattern: /(?<!\\)\[\[[^\][\n]+\]\]/g,
    says: 'is a link of another program',
    fix: 'Write [words](/essays/a-slug/).',
  },
  {
    pattern: /(?<!\\)\*\*[^*\n]*(?:\*\*)?|(?<![\\*])\*(?=[^\s*])[^*\n]*[^\s*]\*(?!\*)/g,
    says: 'has asterisks in it that mark nothing',
    fix: 'Put them right at the words, with spaces or punctuation outside, or write \\* for an asterisk.',
  },
  {
    pattern: /(?<![\w\\])__(?=[^\s_])[^_\n]+__/g,
    says: 'has underscores in it that mark nothing',
    fix: 'Put them right at the words, with spaces or punctuation outside, or write \\_ for the sign.',
  },
  {
    pattern: /(?<!\\)~~/g,
    says: 'is no stroke through words',
    fix: 'Write it right at the words, on both sides of them.',
  },
  {
    pattern: /(?<!\\)`[^`\n]*/g,
    says: 'has a backtick in it that is alone',
    fix: 'Write one on both sides of code, or \\` for the sign.',
  },
  {
    pattern: /(?<=^|\n):{3,}[^\S\n]*[\w{][^\n]*/g,
    says: 'is a block of another program',
    fix: `Write it as a component: ${essayComponents.join(', ')}.`,
  },
  {
    pattern: /(?<!\\)(?:\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\{[#.:][\w-][^{}\n]*\})/g,
    says: 'is a command of another program',
    fix: 'Take it out, or write what it would have made.',
  },
  {
    pattern: /(?<=^|\n)(?:\[TOC\]|\*\[[^\]\n]+\]:[^\n]*)/gi,
    says: 'is markup of another program',
    fix: 'Take it out.',
  },
  {
    pattern: /(?<![\w:\\]):[a-z][a-z0-9]*(?:_[a-z0-9]+)*:(?![\w:])/g,
    says: 'is the name of a sign',
    fix: 'Write the sign itself.',
    notIn: ['fr'],
  },
];

/** What the signs of Markdown are in a text that is none. */
const inPlainText =
  /(?<![*\w])\*{1,2}[^\s*](?:[^*\n]*[^\s*])?\*{1,2}(?![*\w])|(?<![_\w])_[^\s_](?:[^_\n]*[^\s_])?_(?![_\w])|`[^`\n]+`|!?\[[^\]\n]+\]\([^)\s]+\)|<(\w+)[^<>]*>[^<]*<\/\1>|&(?:[a-z]{2,}\d*|#\d+|#x[\da-f]+);|\[\^[^\]\s]+\]/gi;

/** Something in the source of a text: where it stands, what is said of it, and what to do. */
export interface FoundMarkup {
  at: number;
  problem: string;
  fix: string;
  edits?: Edit[];
}

/**
 * Markup that nothing here knows, in running text.
 *
 * @param language Of the text, BCP 47.
 * @param running The source with another sign in the place of each that is known markup: {@link runningText}.
 */
export function foreignMarkupIn(
  source: string,
  language: string,
  running: string = source,
): FoundMarkup[] {
  if (!/[~$=^[:|#*_`{%]/.test(running)) return [];
  const known = new Intl.Locale(language).language;
  return foreignMarkup
    .filter(({ notIn }) => !notIn?.includes(known))
    .flatMap(({ pattern, says, fix, mended }) =>
      [...running.matchAll(pattern)].map(({ 0: { length }, index }) => {
        const end = index + length;
        const found = source.slice(index, end);
        const problem = `"${shortened(found)}" ${says}`;
        const edits = mended && [{ start: index, end, text: mended(found) }];
        return { at: index, problem, fix, ...(edits && { edits }) };
      }),
    );
}

/** Markup in a text that is none of Markdown, such as a title. */
export function plainMarkupIn(text: string): FoundMarkup[] {
  return [...text.matchAll(inPlainText)].map(({ 0: found, index }) => ({
    at: index,
    problem: `"${shortened(found)}" would be shown as it is written, for this text is no Markdown`,
    fix: 'Write the words alone.',
  }));
}

/** Stands for each character of known markup: it is neither a word nor a space. */
const knownSign = '\uFFFC';

/** A part of a tree of Markdown, as far as it matters here. */
interface Part {
  type: string;
  children?: readonly Part[];
  value?: string;
  position?:
    { start: { offset?: number | undefined }; end: { offset?: number | undefined } } | undefined;
}

/** The source of a block of running text with all that is known markup, or code, covered. */
export function runningText(text: string, { type, children = [], position }: Part): string {
  const [start = 0, end = start] = [position?.start.offset, position?.end.offset];
  const isBlock = type === 'paragraph' || type === 'heading';
  const covered = (from: number, to: number) =>
    text.slice(from, Math.max(from, to)).replace(/[^\n]/g, knownSign);
  let at = start;
  let running = '';
  // Text in which an address was found has lost its place: it is what stands between those that have one.
  let isLost = false;
  const upTo = (to: number) => {
    running += isLost && isBlock ? text.slice(at, to) : covered(at, to);
    isLost = false;
  };
  for (const child of children) {
    const [from, to] = [child.position?.start.offset, child.position?.end.offset];
    if (from === undefined || to === undefined) {
      isLost = true;
      continue;
    }
    upTo(from);
    const isAddress = child.type === 'link' && /^(https?:|www\.|\S+@)/i.test(text.slice(from, to));
    running +=
      child.type === 'text'
        ? text.slice(from, to)
        : child.children && !isAddress
          ? runningText(text, child)
          : covered(from, to);
    at = to;
  }
  upTo(end);
  return running;
}

function shortened(found: string): string {
  const line = found.trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

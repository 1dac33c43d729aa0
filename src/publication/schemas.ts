import type { ImageMetadata } from 'astro';
import { z } from 'astro/zod';

import { isCalendarDate, isCalendarDay, isTimeZone } from './dates.ts';
import { slugOf } from './slugs.ts';
import { longestTitle } from './titles.ts';

// What may be written in content/. Every key carries a sentence for the person who writes: where a
// key is missing or wrong, the build prints that sentence as the fix; editors show it (Astro makes JSON schemas of
// these), and `npm run new` writes it above the key.

/** Stands where a text is still to be written. Only a draft can have it. */
export const toBeWritten = 'To be written.';

/** The names of the checks of style (check/style.ts), by which `allow` calls them. */
export const styleCheckNames = [
  'straight-quotes',
  'dashes',
  'ellipses',
  'double-spaces',
  'wrong-encoding',
  'repeated-words',
  'british-spelling',
  'link-text',
] as const;

export type StyleCheckName = (typeof styleCheckNames)[number];

const text = () => z.string().trim().min(1, 'is empty');

/** Text that is rendered as Markdown; raw HTML is refused. */
const markdown = () => text().meta({ format: 'markdown' });

/** What can be an address: the name of a file of the content, and how others call it. */
export const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A name in lower case that can be an address, as in `ann-doe`. */
const id = () => z.string().regex(idPattern, 'is not in the form of an id');

// `2013` is a number in YAML; `2013-09-30` stays text (see text/content-files.ts).
const dateText = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string(),
);

// Editors cannot see into a preprocessed value: the meta tells them its form.
const day = () =>
  dateText
    .refine(isCalendarDay, 'is not a day of the calendar')
    .meta({ type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\d$` });

const date = () =>
  dateText
    .refine(isCalendarDate, 'is not a date of the calendar')
    .meta({ type: ['string', 'integer'], pattern: String.raw`^\d{4}(-\d\d(-\d\d)?)?$` });

/** A tag of BCP 47, as in `en-US`. */
const language = () =>
  z
    .string()
    .regex(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/, { error: notALanguage, abort: true })
    .refine(isLanguage, notALanguage);

const notALanguage = 'is not a language tag';

/** https://tc39.es/ecma402/#sec-isstructurallyvalidlanguagetag */
function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false; // It says so by a RangeError, and in no other way.
  }
}

/** The title of a page. */
const title = () => text().max(longestTitle, `is longer than ${longestTitle} characters`);

/** The words of a topic, of which its address is made. */
const topic = () =>
  text()
    .max(40, 'is longer than 40 characters')
    .refine((words) => slugOf(words) !== '', 'has no letter for an address');

/** Search engines show about 160 characters of it, a list of essays all of it. */
const standfirst = () => text().max(200, 'is longer than 200 characters');

const allow = () =>
  z
    .array(
      z.strictObject({
        check: z
          .enum(styleCheckNames)
          .describe(`Name the check of style: ${styleCheckNames.join(', ')}.`),
        text: text().describe('Write the words that may stand, just as they stand in the text.'),
        because: text().describe('Say why they may stand.'),
      }),
    )
    .min(1, 'is empty')
    .optional()
    .describe(
      'List what a check of style finds and may yet stand, each with the keys check, text and because, or leave the key out.',
    );

const keepOut = (what: string) =>
  `Write true to keep ${what} out of the build, or leave the key out.`;

/** The names that a file had before. */
const formerly = (what: string) =>
  z
    .array(id())
    .min(1, 'is empty')
    .optional()
    .describe(
      `List the names that the file had before, the oldest first, as in [old-name], or leave the key out; ${what}`,
    );

// What every disk and every host takes as it is, with a slash or the ending of a file at its end.
const segment = '[a-z0-9~-][a-z0-9._~-]*';
const oldPath = new RegExp(
  `^((/${segment})+/|(/${segment})*/[a-z0-9~-][a-z0-9_~-]*(\\.[a-z0-9_~-]+)+)$`,
);

/** Whether an old path is one from which every host can lead on. */
export const isOldPath = (path: string): boolean => oldPath.test(path);

const redirect = z.strictObject({
  from: z
    .string()
    .regex(oldPath, 'is not the path of a page')
    .describe(
      'Write the path that is gone, from the root of the site and in lower case, as in /old-page/ or /old/page.html.',
    ),
  to: z
    .string()
    .regex(/^\/(?!\/)\S*$/, 'is not a path of this site')
    .describe('Write the path of the page that takes its place, as in /essays/a-slug/.'),
});

/** The names by which the navigation calls the pages that the site has without a file in `content/pages`. */
export const navigationNames = ['essays', 'series', 'topics', 'authors', 'search'] as const;

/** A text in which `{essays}` and `{Essays}` stand for the number of essays in words. */
const counted = (text: z.ZodString) =>
  text.refine(
    (value) => /^(\{[eE]ssays\}|[^{}])*$/.test(value),
    'has a brace that stands for nothing',
  );

// https://www.rfc-editor.org/rfc/rfc4151#section-2.1
const label = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';
const host = `${label}(\\.${label})*`;
const tagAuthority = new RegExp(`^(${host}|[a-z0-9._-]+@${host}),\\d{4}(-\\d\\d(-\\d\\d)?)?$`);

const site = z.strictObject({
  title: title().describe(`Write the title of the site, at most ${longestTitle} characters.`),
  subtitle: counted(text().max(longestTitle, `is longer than ${longestTitle} characters`))
    .optional()
    .describe(
      'Write a line that says more than the title, or leave the key out; {essays} becomes the number of essays in words, as in “five essays”, and {Essays} begins it with a capital.',
    ),
  description: counted(standfirst()).describe(
    'Say in at most 200 characters what the site is; search engines and feeds show it. {essays} and {Essays} become the number of essays in words here too.',
  ),
  language: language().describe(
    'Write the language of the pages as a BCP 47 tag, as in en, en-US or fr.',
  ),
  timeZone: z
    .string()
    .refine(isTimeZone, 'is not a time zone')
    .optional()
    .describe(
      'Write the time zone in which a day of publication begins, as in Europe/Berlin, or leave the key out, for UTC.',
    ),
  tagAuthority: z
    .string()
    .regex(tagAuthority, { error: 'is not the authority of a tag', abort: true })
    .refine((value) => isCalendarDate(value.split(',')[1] ?? ''), 'has a date that is none')
    .describe(
      'Write a domain or a mail address and a day on which it was yours, as in example.org,2026-11-22, before the first reader comes, and never change it: feeds, essays and books are known by it (RFC 4151).',
    ),
  navigation: z
    .array(id())
    .default([...navigationNames])
    .describe(
      `List what the navigation shows, in its order: ${navigationNames.join(', ')}, or the name of a page in content/pages; or leave the key out, for these five.`,
    ),
  footer: markdown()
    .optional()
    .describe('Write in Markdown what stands at the foot of every page, or leave the key out.'),
  contact: z
    .string()
    .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, { error: 'is not an address', abort: true })
    .refine((value) => URL.canParse(value), 'is not an address')
    .optional()
    .describe(
      'Write the address at which whoever holds rights to a text reaches you, beginning with mailto: or https://, or leave the key out.',
    ),
  redirects: z
    .array(redirect)
    .min(1, 'is empty')
    .optional()
    .describe(
      'List where pages went that are gone, each with the keys from and to, or leave the key out; a file with a new name has the key formerly instead.',
    ),
  checks: z
    .array(z.enum(styleCheckNames))
    .optional()
    .describe(
      `List the checks of style that apply (${styleCheckNames.join(', ')}), or leave the key out, for all that the language has; [] is none.`,
    ),
  allow: allow(),
});

const pages = z.strictObject({
  title: title()
    .optional()
    .describe(
      `Write the title of the page, at most ${longestTitle} characters; home.mdx has none.`,
    ),
  description: standfirst()
    .optional()
    .describe(
      'Say in at most 200 characters what is on the page; search engines show it. home.mdx has none.',
    ),
  draft: z.boolean().default(false).describe(keepOut('the page')),
  formerly: formerly('their addresses lead here.'),
  allow: allow(),
});

const source = z.strictObject({
  title: text()
    .optional()
    .describe('Write the title as published, or leave the key out where there is none.'),
  place: text()
    .optional()
    .describe('Write a phrase that completes “Published …”, as in: in a monthly review.'),
  date: date()
    .optional()
    .describe(
      'Write the date as far as it is known (2013, 2013-09 or 2013-09-30), or leave the key out.',
    ),
  url: z
    .url({ protocol: /^https?$/, error: 'is not a web address' })
    .optional()
    .describe('Write the address of the source, beginning with https://.'),
  note: markdown().optional().describe('Write in Markdown what else is known of the source.'),
});

const answer = z.strictObject({
  essay: id().describe('Write the slug of the essay that this one answers.'),
  how: text().describe('Say in one sentence how this essay answers it.'),
});

const essays = z.strictObject({
  title: title().describe(
    `Write the title, at most ${longestTitle} characters, with typographic punctuation; search engines cut longer ones.`,
  ),
  standfirst: standfirst().describe(
    'Write one or two sentences, at most 200 characters, that lead into the essay; search engines show them too.',
  ),
  authors: z
    .array(id())
    .describe('List the ids of the authors, as in [ann-doe]; write [] for an unsigned essay.'),
  published: day().describe('Write the day of publication on this site, as in 2026-11-22.'),
  revised: day()
    .optional()
    .describe(
      'Write the day on which the text last changed in a way that its readers should know of, or leave the key out; feeds announce it.',
    ),
  draft: z.boolean().default(false).describe(keepOut('the essay')),
  language: language()
    .optional()
    .describe(
      'Write the language of the essay as a BCP 47 tag where it is not that of the site, as in fr, or leave the key out.',
    ),
  kind: z
    .enum(['retelling', 'reprint', 'original'])
    .describe(
      'Write retelling (the argument of a source in new words), reprint (the words of the source) or original (first published here).',
    ),
  source: source
    .optional()
    .describe('Say what is known of the source of a retelling or a reprint; an original has none.'),
  position: z
    .number()
    .min(0, 'is below 0')
    .max(1, 'is above 1')
    .optional()
    .describe(
      'Write where the essay stands on the line of its series: a number from 0 (its start) to 1 (its end).',
    ),
  answers: z
    .array(answer)
    .default([])
    .describe('List the essays that this one answers, each with the keys essay and how.'),
  takeaways: z
    .array(text())
    .min(1, 'is empty')
    .optional()
    .describe(
      'List what a reader may take along, in plain sentences: what the author advises and nothing else; or leave the key out.',
    ),
  topics: z
    .array(topic())
    .min(1, 'is empty')
    .optional()
    .describe(
      'List what the essay is about in a few words each, at most 40 characters, as in [Hand tools, Wood], the same words for the same topic in every essay; or leave the key out.',
    ),
  formerly: formerly('their addresses lead here, and feeds and comments go on under the oldest.'),
  allow: allow(),
});

const authors = z.strictObject({
  name: title().describe('Write the name as the author writes it.'),
  surname: text().describe('Write the part of the name by which the list of authors is sorted.'),
  standfirst: standfirst().describe('Say in one line, at most 200 characters, who the author is.'),
  about: markdown().describe('Write in Markdown what is known of the author, and nothing more.'),
  picture: z
    .strictObject({
      file: text().describe('Name the picture beside this file, as in ann-doe.jpg.'),
      alt: text().describe('Say what it shows, for those who do not see it.'),
    })
    .optional()
    .describe('Name a picture of the author, with the keys file and alt, or leave the key out.'),
  links: z
    .array(
      z
        .string()
        .regex(/^(https?:\/\/[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+)$/, {
          error: 'is not an address',
          abort: true,
        })
        .refine((value) => URL.canParse(value), 'is not an address'),
    )
    .min(1, 'is empty')
    .optional()
    .describe(
      'List where else the author is to be found, each an address that begins with https://, http:// or mailto:, or leave the key out.',
    ),
  draft: z.boolean().optional().describe(keepOut('the author')),
  formerly: formerly('their addresses lead here, and feeds go on under the oldest.'),
  allow: allow(),
});

const end = z.strictObject({
  label: text().describe('Write the word at this end of the line, as in: Slow.'),
  meaning: text().describe('Say what the word means, as in: made by hand.'),
});

const series = z.strictObject({
  title: title().describe(`Write the title of the series, at most ${longestTitle} characters.`),
  standfirst: standfirst().describe('Say in at most 200 characters what the series is.'),
  preface: markdown().optional().describe('Write the preface in Markdown, or leave the key out.'),
  afterword: markdown()
    .optional()
    .describe('Write in Markdown what the essays show together, or leave the key out.'),
  questions: z
    .array(text())
    .min(1, 'is empty')
    .optional()
    .describe('List questions on the essays for people to talk over, or leave the key out.'),
  essays: z
    .array(id())
    .min(1, 'is empty')
    .describe('List the slugs of the essays in reading order.'),
  revised: day()
    .optional()
    .describe(
      'Write the day on which its preface, a discussion or something else about it last changed, or leave the key out; its book says so.',
    ),
  line: z
    .strictObject({
      start: end.describe('Give the label and the meaning of the start of the line.'),
      end: end.describe('Give the label and the meaning of the end of the line.'),
    })
    .optional()
    .describe('Name the two ends between which the essays stand; each essay then has a position.'),
  draft: z.boolean().optional().describe(keepOut('the series')),
  formerly: formerly('their addresses lead here, and feeds and the book go on under the oldest.'),
  allow: allow(),
});

const comment = z.strictObject({
  id: id().describe('Write an id that no other comment of this discussion has.'),
  kind: z.enum(['comment', 'pingback', 'reblog']).describe('Write comment, pingback or reblog.'),
  writer: z
    .strictObject({
      name: text().optional().describe('Write the name of the writer, where it is known.'),
      role: text().optional().describe('Write the role of the writer, where it is known.'),
      detail: text().optional().describe('Write what else is known of the writer.'),
    })
    .default({})
    .describe('Say what is known of the writer, or leave the key out.'),
  place: text().optional().describe('Name the site of a pingback or a reblog.'),
  date: date().optional().describe('Write the date as far as it is known, or leave the key out.'),
  addressee: text()
    .optional()
    .describe('Name the person addressed, where that person’s comment is not in the archive.'),
  replyTo: id().optional().describe('Write the id of the earlier comment that this one answers.'),
  passage: z
    .union([text(), z.int().min(1, 'is below 1')])
    .optional()
    .describe(
      'Write some words of the paragraph that the comment is on, just as they stand there, or its number; or leave the key out.',
    ),
  text: markdown().describe('Write the comment in Markdown, as a paraphrase.'),
});

const discussions = z.strictObject({
  place: text().describe('Write a phrase that completes “The discussion stood …”.'),
  copied: text().optional().describe('Say when or how the copy was taken, where that is known.'),
  claimed: z
    .int()
    .min(0, 'is below 0')
    .optional()
    .describe('Write the number of comments that the source claimed, where it claimed one.'),
  comments: z
    .array(comment)
    .min(1, 'is empty')
    .describe('List the comments in the order in which they stood.'),
  draft: z.boolean().optional().describe(keepOut('the discussion')),
  allow: allow(),
});

const picture = z.object({
  /** As the text names it. */
  path: z.string(),
  /** From the root of the project. */
  file: z.string(),
  /** Of its bytes. */
  hash: z.string(),
  /** As it is seen, upright, in px. */
  width: z.number(),
  height: z.number(),
  /** Whether what is behind it shows through. */
  isTransparent: z.boolean(),
  isAnimated: z.boolean(),
  /** Whether it is made of lines and not of pixels. */
  isDrawn: z.boolean(),
  /** As Astro publishes it. */
  image: z.custom<ImageMetadata>(),
});

/** What the loader makes of the picture of an author. */
export const loadedPortrait = z.object({ portrait: picture.optional() });

/** What the loader makes of the text of an essay or of a page, besides its frontmatter. */
export const loadedText = z.object({
  /** See CompiledText in text/markdown.ts. */
  code: z.string(),
  /** Its pictures. */
  pictures: z.array(picture),
  /** The names of its notes in the order in which the text refers to them. */
  notes: z.array(z.string()),
  /** Its sections: the id and the words of each heading of the second level. */
  sections: z.array(z.object({ id: z.string(), title: z.string() })),
  /** The words of its passages, where it is an essay: see text/passages.ts. */
  passages: z.array(z.string()),
  /** The number of its words, notes included. */
  words: z.number(),
});

export type LoadedText = z.infer<typeof loadedText>;

/** A picture of a text, or of an author. */
export type TextPicture = z.infer<typeof picture>;

/** The schema of each collection, by its name: that of its folder in `content/`, or of the file site.yaml. */
export const schemas = { site, pages, essays, authors, series, discussions };

export type CollectionName = keyof typeof schemas;

/** What a file of each collection says once its schema has accepted it. */
export type Data = { [Name in CollectionName]: z.infer<(typeof schemas)[Name]> };

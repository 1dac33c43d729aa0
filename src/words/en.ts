// What the interface says, in English. Every other language is a file like this one, and has each of these words: the
// type of Words is made of them. A function takes what is counted or named, in the words of its language.

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const en = {
  /** BCP 47: the language of these words. */
  language: 'en-US',

  /** "five essays" at the head of a sentence or within it. */
  numberOfEssays: (count: number) =>
    `${numbers[count] ?? count} ${count === 1 ? 'essay' : 'essays'}`,

  site: {
    skip: 'Skip to the text',
    navigation: 'Site',
    essays: 'Essays',
    series: 'Series',
    topics: 'Topics',
    authors: 'Authors',
    search: 'Search',
  },

  theme: {
    label: 'Colors',
    system: 'as on your device',
    light: 'light',
    dark: 'dark',
  },

  counted: {
    minutes: (count: number) => plural(count, 'minute', 'minutes'),
    essays: (count: number) => plural(count, 'essay', 'essays'),
    authors: (count: number) => plural(count, 'author', 'authors'),
    comments: (count: number) => plural(count, 'comment', 'comments'),
    /** Of an archive: how many it holds, of how many the source counts. */
    commentsOf: (comments: string, claimed: number) =>
      `${comments} of the ${claimed} that the source counts`,
    kilobytes: (count: number) => `${count}\u00a0KB`,
  },

  authorship: {
    unsigned: 'Unsigned',
    /** Before the names of those whose essays are retold. */
    retoldFrom: 'Retold from ',
    /** The same after other names. */
    alsoRetoldFrom: '; retold from ',
    unsignedEssays: (count: number) =>
      count === 1 ? 'an unsigned essay' : `${count} unsigned essays`,
    draft: 'Draft, not published',
  },

  provenance: {
    undated: 'date unknown',
    /** Whose essay a text is and whose words, without a full stop; names only where it is signed. */
    retelling: (names?: string) => `Retold from ${essayBy(names)}, in the words of `,
    reprint: (names?: string) => `Reprinted from ${essayBy(names)}, word for word`,
    original: 'First published here',
    aboutSource: 'About the source',
    source: 'The source',
    publication: 'Publication',
    untitled: 'Untitled in our copy,',
    title: (title: string) => `“${title},”`,
    by: (names: string) => `by ${names}.`,
    unsigned: 'unsigned.',
    /** Where and when a source appeared, as far as that is known, without a full stop. */
    published: (place?: string, date?: string) =>
      place === undefined && date === undefined
        ? 'Where and when is unknown'
        : `${place === undefined ? 'Published' : `Published ${place}`}${date === undefined ? '; its date is unknown' : `, ${date}`}`,
    /** The sentence about a retelling, with a link to what that is. */
    isRetelling: {
      before: 'This is a ',
      link: 'retelling',
      by: ' by ',
      after: ': the argument, the story and the facts are the source’s, the words are ours. ',
    },
    isReprint: 'These are the words of the source. ',
    publishedHere: 'Published here on ',
    revised: ', revised on ',
  },

  essay: {
    part: (number: number, of: number) => `part ${number} of ${of}`,
    turn: 'In the series',
    next: 'Next',
    previous: 'Previous:',
    all: 'The whole series',
    together: 'Read together',
    /** Of essays whose authors did not know of one another. */
    editorsReading:
      'This is our reading, the editors’. As far as we know, no author knew of another’s essay.',
    takeaways: 'To take with you',
    related: 'Related essays',
    /** What a list on one line begins with. */
    before: (name: string) => `${name}:`,
    answers: 'Answers',
    answeredBy: 'Answered by',
    author: 'The author',
    allBy: (name: string) => `All essays by ${name}`,
    allFrom: (name: string) => `All that is retold here from ${name}`,
    notes: 'Notes',
    toSection: (heading: string) => `Link to section: ${heading}`,
    aside: 'Aside',
    callOut: 'Note',
    table: 'Table',
    code: 'Code',
    editorNote: 'Editors’ note',
    questions: 'To decide',
  },

  cite: {
    open: 'Cite this essay',
    /** One sentence, in the style of this house: who, what, in what series, where, when, and the address. */
    sentence: ({ writer, title, series, site, day, address }: Cited) =>
      reference([writer, `“${title}”`, series, site, day, address]),
    /** After the sentence on whose essay was retold or reprinted: what it was called, where and when. */
    source: (whose: string, title?: string, place?: string, date?: string) =>
      reference([whose, title && `“${title}”`, place, date]),
    /** Before the numbers of the paragraphs; as an example, the last. */
    paragraphs: (last: number) => `Paragraphs (par. ${last}, #p${last}): `,
  },

  line: {
    label: (title: string, start: string, end: string) =>
      `The essays of ${title}, from ${start} to ${end}`,
    short: (start: string, end: string) => `The line from ${start} to ${end}`,
    /** Before the numbers of the essays that an essay answers. */
    answers: 'answers',
    /** Where an essay stands, for those who do not see it: from 0, the start, to 1. */
    place: (position: number, start: string, end: string) =>
      position < 0.15
        ? `(at “${start}”)`
        : position > 0.85
          ? `(at “${end}”)`
          : position < 0.45
            ? `(nearer to “${start}”)`
            : position > 0.55
              ? `(nearer to “${end}”)`
              : '(half-way)',
  },

  discussion: {
    heading: 'Discussion',
    none: 'No discussion of this essay is known.',
    noneYet: 'No comments yet.',
    archive: (count: string, place: string, copied?: string) =>
      `${count}. An archive, paraphrased: the discussion stood ${place}${copied === undefined ? '' : `; ${copied}`}.`,
    live: (count: string) => `${count} by readers, in their own words.`,
    kinds: { comment: 'Comment', pingback: 'Pingback', reblog: 'Reblog' },
    unknownWriter: 'Writer unknown',
    unknownPingback: 'A pingback',
    number: (number: number) => `No. ${number}`,
    place: (place: string) => `on ${place}`,
    addressee: (name: string) => `to ${name}, whose comment is not in our copy`,
    inReplyTo: ', in reply to ',
    /** The link to the form beside a comment or a paragraph, and that beside a comment as it is read out. */
    reply: 'Reply',
    replyTo: (writer: string) => `Reply to ${writer}`,
    link: 'link to this comment',
    /** Before the beginning of the paragraph that a comment is on; the last where that is gone. */
    onPassage: (number: number) => `On paragraph ${number}: `,
    onEdited: (number: number) => `On an earlier version of paragraph ${number}: `,
    onGone: (number: number) => `On an earlier version of paragraph ${number}`,
    /** After the number of comments on a paragraph, for who listens. */
    remarks: (count: number) => ` ${count === 1 ? 'comment' : 'comments'} on this paragraph`,
    feed: 'New comments as a feed',
    feedTitle: 'Comments',
    feedOf: (title: string) => `Comments on “${title}”`,
    feedEntry: (writer: string, title: string) => `${writer} on “${title}”`,
    feedDescription: 'What readers write, once an editor has read it.',
  },

  form: {
    open: 'Write a comment',
    name: 'Your name',
    parent: 'In reply to No.',
    parentHelp: 'if you answer a comment above',
    passage: 'On paragraph',
    wholeEssay: 'the essay',
    trap: 'Leave this empty',
    text: 'Your comment',
    help: 'An empty line begins a paragraph; words between *asterisks* are set in italics. An editor reads the comment before it is public. Your name, your words and the time are kept; nothing else is asked.',
    send: 'Send',
    /** How long a text is, while it is written: the number stands before. */
    length: (text: number) => ` of at most ${text.toLocaleString('en')} characters`,
    back: 'Your browser’s Back button brings back what you wrote.',
    /** What can become of a comment that is sent. */
    outcomes: {
      received: 'Received. It will stand here once an editor has read it.',
      incomplete: (name: number, text: number) =>
        `Not sent: a comment needs a name, of at most ${name} characters, and a text, of at most ${text}.`,
      long: (text: number) =>
        `Not sent: the comment is longer than ${text.toLocaleString('en')} characters. Nothing of it is lost; shorten it, or send it in parts.`,
      pageless: 'Not sent: there is no page of this address on the site any longer.',
      unanswerable: 'Not sent: no comment on this page has the number that it answers.',
      repeated: 'Not sent: the same comment has been received already.',
      hasty: 'Not sent: one comment a minute is taken. Wait a moment, then send it again.',
      mechanical: 'Not sent: a field that is not for people was filled in.',
      unreachable:
        'Not sent: the comments cannot be reached. Your text is still here; try again later.',
    },
  },

  editions: {
    heading: 'Editions',
    onePage: (title: string) => `${title} on one page`,
    onePageHelp: 'To read in one go, or to print. HTML',
    book: (title: string) => `${title} as an e-book`,
    bookHelp: 'To read anywhere. EPUB',
    feed: 'New essays as a feed',
    feedHelp: 'To be told of them by a feed reader. Atom',
    alsoAs: '; also as ',
    and: ' and ',
    comments: 'New comments as a feed',
    commentsHelp: 'What readers write of all essays. Atom',
    /** What a feed is, for a person who opens one. */
    explanation:
      'This is a feed. Copy the address of this page into a feed reader, and every new essay will come to you, whole.',
  },

  home: {
    essays: 'The essays',
    newEssays: 'New essays',
    otherEssays: 'Other essays',
    all: (essays: string) => `All ${essays}`,
    andAllSeries: { before: ', and ', link: 'all series' },
    authors: 'The authors',
    author: 'The author',
  },

  essays: {
    description: (inOrder: boolean) =>
      `Every essay on this site${inOrder ? ' in reading order' : ', the newest first'}, with its author, its date and its length.`,
    all: 'All essays',
    newest: (count: number) => `These are the newest. All ${count}, the oldest first:`,
    range: (first: number, last: number) =>
      first === last ? `Essay ${first}` : `Essays ${first} to ${last}`,
    rangeOf: (name: string, range: string) => `${name}: ${range.toLowerCase()}`,
    rangeDescription: (range: string, name?: string) =>
      `${range}${name === undefined ? '' : ` (${name})`} in the order in which they were published here.`,
    pages: 'Pages',
    years: 'Years',
    /** After the date of a source. */
    publishedHere: (day: string) => `published here on ${day}`,
    newer: 'Newer essays',
    older: 'Older essays',
    toNewest: 'The newest essays',
  },

  series: {
    description: 'Essays that are meant to be read together, and in order.',
    one: (length: string) => `A series: ${length}`,
    whole: { link: 'A series', after: ', whole: ' },
    card: 'A series',
    wholeTitle: (title: string) => `${title}, the whole series`,
    wholeDescription: (standfirst: string) => `On one page: ${standfirst}`,
    imprint: (site: string, address: string, day: string) =>
      `${site}, ${address}, as it stood on ${day}`,
    inOrder: 'In order',
    contents: 'Contents',
    preface: 'Preface',
    afterword: 'Afterword',
    questions: 'Questions to talk over',
    discussions: 'The discussions',
    appendix: 'Appendix',
    part: (number: number, of: number) => `Part ${number} of ${of}`,
  },

  topics: {
    description: 'What the essays are about, by topic, and how many there are of each.',
    descriptionOf: (topic: string, essays: string) =>
      `What is written here on “${topic}”: ${essays}.`,
    kind: 'Topic',
  },

  authors: {
    description: (unsigned: boolean) =>
      `Who wrote the essays that are read here, by surname${unsigned ? ', and what nobody signed' : ''}.`,
    unsignedDescription: (copies: boolean): string =>
      copies
        ? 'Essays that carry no name in the copies that we have.'
        : 'Essays that carry no name.',
    all: (authors: string) => `All ${authors}`,
    allHeading: 'All authors',
    others: 'Others',
    letter: (letter: string) => `Authors: ${letter}`,
    letterDescription: (letter: string) => `The authors whose surnames stand under ${letter}.`,
    allLetters: 'All letters',
    /** What is said of an author of whom an export says nothing. */
    imported: 'Writes here.',
    kind: 'Author',
    seriesKind: 'Series',
  },

  search: {
    description: (discussions: boolean, authors: boolean) =>
      `Search the text of the essays${discussions ? ', the discussions of them' : ''}${authors ? ', and what is known of their authors' : ''}.`,
    field: 'Search for',
    noScript:
      'To search, a browser must run scripts, and yours does not. Here is all that there is.',
    /** What the script of the search page says; it sets what stands in braces. */
    script: {
      searching: 'Searching …',
      found: 'Found for “{words}”: {pages}',
      one: '1 page',
      many: '{count} pages',
      none: 'no pages',
      more: '{count} more',
      failed: 'The search could not be loaded. Here is all that there is.',
    },
  },

  notFound: {
    title: 'No such page',
    description: 'There is nothing at this address. Here is what there is.',
  },

  book: {
    discussion: 'The discussion of this essay',
    sources: 'The sources',
    about: 'About this book',
    thisBook: 'This book',
    /** Before and after the name of the site, from which a book was made. */
    madeFrom: { before: 'Made from ', after: (day: string) => ` as it stood on ${day}.` },
    setIn: (typeface: string) => ` Set in ${typeface}.`,
    title: 'Title',
    landmarks: 'Landmarks',
    passages: 'Paragraphs',
    essays: 'The essays',
    accessibility: (pictures: boolean) =>
      `${pictures ? 'All pictures are described. ' : 'All of the book is text. '}It has one order, headings, a table of contents, and notes that lead there and back.`,
  },

  /** What is kept about readers: paragraphs, on a site without comments and on one with them. */
  privacy: {
    withoutComments: [
      'These pages set no cookies, count no visits, and ask nothing of any other site: type and pictures come from the same place as the words. Their one script is the switch between light and dark, and what you choose with it stays in your own browser. What the host of the site writes into its own logs is for the host to say.',
    ],
    withComments: (host: string) => [
      'These pages set no cookies, count no visits, and, until you send a comment, ask nothing of any other site: type and pictures come from the same place as the words. They have two scripts, the switch between light and dark, which keeps your choice in your own browser, and the one that sends a comment. What the host of the site writes into its own logs is for the host to say.',
      `A comment goes to ${host} when you press Send, and nothing goes there before. The name that you give, your words and the time are kept; no e-mail address is asked for. In place of your network address stands a number that cannot be traced back to it, which keeps anybody from sending too much at once. What the editors approve becomes part of the page, and of a file beside it, comments.json.`,
      'What readers write stands below the essays, in their own words.',
    ],
  },

  /** The sentence with the address of the editors. */
  contact: { before: 'You can reach us at ', after: '.' },

  /** The page at the old address of one that has moved. */
  moved: { title: 'Moved', before: 'This page has moved: ', link: 'here it is', after: '.' },
};

/** What is said of an essay that is cited. */
interface Cited {
  writer?: string | undefined;
  title: string;
  series?: string | undefined;
  site?: string | undefined;
  day: string;
  address: string;
}

/** Joins the parts of a reference, with a comma after each and a full stop at the end: where it has no stop of its own. */
const reference = (parts: readonly (string | undefined)[]): string => {
  const stopped = (part: string, stop: string) =>
    /[.?!…]”?$/.test(part) ? part : part.replace(/”?$/, (quote) => stop + quote);
  const whole = parts
    .filter((part) => part !== undefined)
    .reduce((before, part) => `${stopped(before, ',')} ${part}`);
  return stopped(whole, '.');
};

/** What the interface says, in one language. English has every word that there is. */
export type Words = typeof en;

const essayBy = (names?: string) =>
  names === undefined ? 'an unsigned essay' : `an essay by ${names}`;

const numbers: Record<number, string> = {
  0: 'no',
  1: 'one',
  2: 'two',
  3: 'three',
  4: 'four',
  5: 'five',
  6: 'six',
  7: 'seven',
  8: 'eight',
  9: 'nine',
  10: 'ten',
  11: 'eleven',
  12: 'twelve',
};

import type { Words } from '../words/en.ts';
import type { PartialDate } from './dates.ts';
import type { Passage, Pointer } from './passages.ts';
import type { Data, LoadedText, TextPicture } from './schemas.ts';

// The types of what is published: every reference between files of the content is resolved.

/** What is said of the publication as a whole, as `content/site.yaml` gives it. */
export interface Site {
  title: string;
  subtitle: string;
  description: string;
  /** BCP 47. */
  language: string;
  /** The authority of the ids of feeds, essays and books: a tag URI's (RFC 4151). */
  tagAuthority: string;
  /** The pages of `content/pages`, but for the opening of the home page. */
  pages: readonly { id: string; title: string }[];
  /** What the navigation is to show, by name: see schemas.ts. */
  navigation: readonly string[];
  /** What stands at the foot of every page: Markdown. */
  footer?: string | undefined;
  /** Where whoever holds rights to a text reaches the editors: mailto: or https:. */
  contact?: string | undefined;
  /** What the interface says, in the language of the site. */
  words: Words;
}

/** A person who signed at least one published essay. */
export interface Author {
  id: string;
  name: string;
  surname: string;
  standfirst: string;
  /** Markdown. */
  about: string;
  /** Where else the author is to be found: addresses in full. */
  links?: string[] | undefined;
  picture?: Data['authors']['picture'];
  /** The same, as the loader has looked at it. */
  portrait?: TextPicture | undefined;
  draft?: boolean | undefined;
  /** The names that its file had before. */
  formerly?: string[] | undefined;
  /** The author's published essays, in the order of {@link Essay}s everywhere. */
  essays: Essay[];
  /** See cache-keys.ts. */
  digest: string;
}

/** A sentence on how one essay answers another. */
interface Answer {
  /** The other essay: the one answered, or the one that answers. */
  essay: Essay;
  how: string;
}

/** A published essay, with all that it refers to. */
export interface Essay
  extends Omit<Data['essays'], 'authors' | 'answers' | 'language' | 'topics'>, LoadedText {
  slug: string;
  /** Its own, or that of the site: BCP 47. */
  language: string;
  /** Those who signed it, or its source; none for an unsigned essay. */
  authors: Author[];
  /** What it is about; none where it does not say. */
  topics: Topic[];
  answers: Answer[];
  answeredBy: Answer[];
  /** Its place in its series, where it belongs to one. */
  part?: Part;
  discussion?: Discussion;
  /** See cache-keys.ts. */
  digest: string;
}

/** What at least one published essay is about. */
export interface Topic {
  /** Made of its words: the name in its address. */
  id: string;
  /** Its words. */
  title: string;
  /** The published essays about it, in the order of {@link Essay}s everywhere. */
  essays: Essay[];
  /** See cache-keys.ts. */
  digest: string;
}

/** A page of the folder `content/pages`, whose text opens the home page or has a page of its own. */
export interface Page extends Omit<Data['pages'], 'allow'>, LoadedText {
  id: string;
}

/** Essays that are meant to be read in an order. */
export interface Series extends Omit<Data['series'], 'essays'> {
  id: string;
  /** The published essays in reading order. */
  essays: Essay[];
  /** See cache-keys.ts. */
  digest: string;
}

/** Where an essay stands in its series. */
export interface Part {
  series: Series;
  /** Counts from 1. */
  number: number;
  previous?: Essay;
  next?: Essay;
}

/** A comment as its file, or its reader, gives it. */
export type CommentData = Omit<Data['discussions']['comments'][number], 'passage'> & {
  /** The passage that it is on. */
  passage?: Pointer | undefined;
  /** Where the comment was written here: the number by which others answer it. */
  number?: number;
};

/** A comment, with the replies to it in the order in which they stood. */
export interface Comment extends Omit<CommentData, 'replyTo' | 'passage'> {
  /** The passage that it is on, as far as it is found in the text as it is now. */
  passage?: Passage;
  replies: Comment[];
  /** The comment that this one answers. */
  parent?: Comment;
}

/** Comments joined to the replies to them. */
export interface Threads {
  /** The comments that answer no other, in the order in which they stood. */
  threads: Comment[];
  /** How many comments there are, replies included. */
  count: number;
}

/** The archive of a discussion: paraphrased, as it stood elsewhere. */
export type Archive = Omit<Data['discussions'], 'comments' | 'draft'> & Threads;

/** All that has been said of one essay; its threads are those of the archive and then those of today. */
export interface Discussion extends Threads {
  archive?: Archive;
  /** What readers wrote here, in their own words. */
  live: Threads;
}

/** An approved comment by a reader of this site. */
export interface ReadersComment {
  /** The slug of the essay, or the first that it had. */
  essay: string;
  /** Counts through all essays; by it readers answer. */
  number: number;
  /** The number of the comment that this one answers. */
  replyTo?: number | undefined;
  /** The id of the comment of the archive that this one answers. */
  replyToArchived?: string | undefined;
  /** The passage that this one is on, as it was then. */
  passage?: { number: number; words: string } | undefined;
  name: string;
  /** The day, in UTC. */
  date: PartialDate;
  /** Markdown. */
  text: string;
}

/** All approved comments as they were at one moment. The site publishes it, and a build without the engine reads it. */
export type Snapshot = {
  /** The moment, in UTC (ISO 8601). */
  read: string;
  /** The slugs of the essays that are shown, as the engine knows them. */
  essays?: string[] | undefined;
  comments: ReadersComment[];
};

/** All that is published, resolved: every essay knows its authors, its series and its discussion. */
export interface Publication {
  site: Site;
  /** What the navigation of the site shows, in its order: only what there is. */
  navigation: { name: string; path: string }[];
  /** In reading order. */
  essays: Essay[];
  /** Those with a published essay, by surname. */
  authors: Author[];
  /** Those with a published essay, the one that began first at the head. */
  series: Series[];
  /** By their words. */
  topics: Topic[];
}

/** What of the content is published on a day. */
export interface ContentStats {
  essays: number;
  /** Essays that are drafts or of a later day. */
  unpublished: number;
  /** Words of the published essays, notes included. */
  words: number;
  /** Archived comments under the published essays. */
  comments: number;
  /** Essays that wait for their day, the next first. */
  waiting: readonly { slug: string; title: string; published: PartialDate }[];
}

import { readFileSync } from 'node:fs';
import { isCalendarDay } from '../../publication/dates.ts';

/** A post or a page as another program keeps it. */
export interface OldPost {
  /** Where it stands in what is imported, for people: a path, or a path and a title. */
  from: string;
  kind: 'essays' | 'pages';
  title: string;
  /** What its new address is made of. */
  name: string;
  /** The day of its publication, as `yyyy-mm-dd`; '' where that is unknown. */
  published: string;
  standfirst: string;
  authors: OldAuthor[];
  topics: string[];
  isDraft: boolean;
  language?: string | undefined;
  /** The paths that it had, the first the one that counts. */
  addresses: string[];
  /** The number by which WordPress knows it, as in /?p=12. */
  number?: string;
  html: string;
  /** The address of a picture that stands above the text. */
  cover?: string | undefined;
  /** The folder on the disk in which its pictures are looked for first. */
  folder: string;
  /** What of it was found to have no place here. */
  lost: string[];
}

export interface OldAuthor {
  name: string;
  /** What is said of the author, as plain text. */
  bio?: string | undefined;
}

/** All that was found in an export. */
export interface OldSite {
  posts: OldPost[];
  /** Where the site stood, as far as the export says. */
  origin?: URL | undefined;
  /** The folder in which everything lies. */
  folder: string;
  /** What there was besides posts, and has no place here, each with its file. */
  lost: { from: string; reason: string }[];
}

/** Why nothing can be imported: a sentence. */
export class NoExport extends Error {}

/** A file as text: UTF-8, or where it is not, the encoding that old programs wrote. */
export function textOfFile(path: string): string {
  const bytes = readFileSync(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes); // It says so by a TypeError, and in no other way.
  }
}

/** The day of a date as programs write it: the day that stands there, whatever zone of time follows; '' where it is none. */
export function dayIn(written: unknown): string {
  if (written instanceof Date) return written.toISOString().slice(0, 10);
  const [, year, month = '', day = ''] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(String(written ?? '')) ?? [];
  if (year !== undefined) {
    const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return isCalendarDay(written) ? written : '';
  }
  const moment = typeof written === 'string' && written !== '' ? new Date(written) : undefined;
  return moment && !Number.isNaN(moment.valueOf()) ? moment.toISOString().slice(0, 10) : '';
}

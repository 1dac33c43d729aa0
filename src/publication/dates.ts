/**
 * A date as precise as it is known: `2013`, `2013-09` or `2013-09-30` (ISO 8601, proleptic Gregorian).
 * Text, and never a `Date`: a day has no time zone.
 */
export type PartialDate = string;

const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether the text is a year, a month or a day that the calendar has; 30 February is none. */
export function isCalendarDate(text: string): boolean {
  const match = pattern.exec(text);
  if (!match) return false;
  const [, year = '', month = '01', day = '01'] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // Date.UTC rolls over what the calendar does not have; a real date comes back as it went in.
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** Whether the text is a calendar date that names its day. */
export function isCalendarDay(text: string): boolean {
  return text.length === 'yyyy-mm-dd'.length && isCalendarDate(text);
}

/**
 * The day it is, as `yyyy-mm-dd`.
 *
 * @param timeZone One that {@link isTimeZone} knows.
 */
export function dayOf(moment: Date, timeZone = 'UTC'): PartialDate {
  if (timeZone === 'UTC') return moment.toISOString().slice(0, 10);
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(moment);
  const valueOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${valueOf('year')}-${valueOf('month')}-${valueOf('day')}`;
}

/** Whether a text names a time zone, as in `Europe/Berlin`: https://www.iana.org/time-zones */
export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // It says so by a RangeError, and in no other way.
  }
}

// Of a year, a month and a day.
const precisions: Intl.DateTimeFormatOptions[] = [
  {},
  { month: 'long' },
  { month: 'long', day: 'numeric' },
];

const formatsOf = (language: string) =>
  precisions.map(
    (parts) => new Intl.DateTimeFormat(language, { timeZone: 'UTC', year: 'numeric', ...parts }),
  );

// Made once for a language: to make one takes longer than to write a thousand dates with it.
const formats = new Map<string, Intl.DateTimeFormat[]>();

/**
 * The date in words, no more precise than it is known: "September 30, 2013", "September 2013", "2013".
 *
 * @param language BCP 47.
 */
export function dateInWords(date: PartialDate, language: string): string {
  const known = formats.get(language) ?? formatsOf(language);
  formats.set(language, known);
  return known[date.split('-').length - 1]?.format(new Date(date)) ?? date;
}

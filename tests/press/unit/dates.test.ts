import { expect, test } from 'vitest';
import {
  dateInWords,
  dayOf,
  isCalendarDate,
  isCalendarDay,
  isTimeZone,
} from '../../../src/publication/dates.ts';

test.each(['2013', '2013-09', '2013-09-30', '2024-02-29', '1000-01-01'])(
  '%s is a date of the calendar',
  (date) => expect(isCalendarDate(date)).toBe(true),
);

test.each([
  '2013-02-30',
  '2023-02-29',
  '2013-13',
  '2013-00',
  '2013-9-30',
  '13',
  '',
  '2013-09-30T00:00Z',
])('"%s" is not', (date) => expect(isCalendarDate(date)).toBe(false));

test('a month is a date and not a day', () => {
  expect(isCalendarDay('2013-09')).toBe(false);
  expect(isCalendarDay('2013-09-30')).toBe(true);
});

test('a date in words is as precise as it is known', () => {
  expect(dateInWords('2013', 'en')).toBe('2013');
  expect(dateInWords('2013-09', 'en')).toBe('September 2013');
  expect(dateInWords('2013-09-30', 'en')).toBe('September 30, 2013');
});

test('the day of a moment is the day in UTC', () => {
  expect(dayOf(new Date('2026-01-01T23:30:00-05:00'))).toBe('2026-01-02');
});

test('in another time zone a day begins at midnight there', () => {
  const moment = new Date('2026-01-01T23:30:00Z');
  expect(dayOf(moment, 'Europe/Berlin')).toBe('2026-01-02');
  expect(dayOf(moment, 'America/New_York')).toBe('2026-01-01');
  expect(dayOf(new Date('2026-03-05T02:00:00Z'), 'Pacific/Honolulu')).toBe('2026-03-04');
});

test.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['', false],
  ['CET summer', false],
])('%s is a time zone: %s', (name, is) => {
  expect(isTimeZone(name)).toBe(is);
});

/** The site's own facts. Where it stands on the web is not among them: that is SITE_URL, see the README. */
export const site = {
  title: 'Who Is It About?',
  subtitle: 'Five essays on customer service',
  description:
    'Five essays on customer service, retold as one series, that cannot agree whom it is about: the one who serves, or the one who is served.',
  /** BCP 47. Language of the pages, of dates and of numbers. */
  language: 'en-US',
} as const;

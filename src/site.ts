/** The site's own facts. Where it stands on the web is not among them: that is SITE_URL, see the README. */
export const site = {
  title: 'Who Is It About?',
  subtitle: 'Five essays on customer service',
  description:
    'Five essays on customer service, retold as one series, that cannot agree whom it is about: the one who serves, or the one who is served.',
  /**
   * The authority of the ids of feeds, essays and books: a tag URI's (RFC 4151), a name and a day on which it was
   * ours. Change it for a publication of your own, before its first reader, and never again: not when the site moves.
   */
  tagAuthority: 'who-is-it-about.example,2026-11-22',
  /** BCP 47. Language of the pages, of dates and of numbers. */
  language: 'en-US',
  navigation: ['essays', 'series', 'authors', 'about', 'search'],
  footer:
    'Who Is It About? Five essays on customer service. [What this is, and what a retelling is](/about/).',
} as const;

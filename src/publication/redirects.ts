/** An address that leads to another: both from the root of the site, without the base path. */
export interface Redirect {
  /** Of a page, with a slash at its end, or of a file. */
  from: `/${string}`;
  to: `/${string}`;
}

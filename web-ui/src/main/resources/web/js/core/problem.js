// @ts-check

/**
 * What is wrong with one field; position and length, where they are there, say with which characters of its text.
 * @typedef {{field: string, message: string, position?: number, length?: number}} FieldError
 */

/** What went wrong with a request, as RFC 9457 tells it; status 0 when no answer came. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} title
   * @param {string} [detail]
   * @param {FieldError[]} [errors]
   */
  constructor(status, title, detail, errors) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors ?? [];
  }

  /** No answer at all: the platform is down or out of reach. */
  static unreachable() {
    return new Problem(
      0,
      'The platform does not answer',
      'Is it running? Start it with ./pharos up; this page goes on by itself.',
    );
  }

  /**
   * @param {number} status
   * @param {string} statusText
   * @param {string} text the body
   */
  static of(status, statusText, text) {
    try {
      const body = JSON.parse(text);
      return new Problem(status, body.title || statusText || `Status ${status}`, body.detail, body.errors);
    } catch {
      return new Problem(status, statusText || `Status ${status}`, text.slice(0, 300) || undefined);
    }
  }

  /**
   * Any thrown thing as a problem.
   * @param {unknown} error
   */
  static from(error) {
    if (error instanceof Problem) return error;
    if (error instanceof TypeError) return Problem.unreachable();
    return new Problem(0, 'Something went wrong in this page', error instanceof Error ? error.message : String(error));
  }
}

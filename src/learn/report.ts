/** Called with the share done, in [0, 1], ten times a second or more; it may throw when the caller has given up. */
export type Report = (done: number) => void;

/** The part from `from` to `to` of a longer piece of work. */
export function partOf(report: Report, from: number, to: number): Report {
  return (done) => report(from + done * (to - from));
}

/** Where progress is shown: stderr, which is never the result. */
export type Terminal = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean };

const PLAIN_INTERVAL_MS = 10_000;
const BAR_WIDTH = 30;

/** Shows how far a long run is, as a bar on a terminal and as a line now and then elsewhere. */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #total: number;
  readonly #now: () => number;
  /** Where the rate is measured from: the first report, because starting the browser says nothing about the rate. */
  #first: { readonly done: number; readonly time: number } | undefined;
  #shown = Number.NEGATIVE_INFINITY;

  constructor(total: number, terminal: Terminal = process.stderr, now: () => number = Date.now) {
    this.#terminal = terminal;
    this.#total = total;
    this.#now = now;
  }

  /** @param done How many are done, earlier runs included. */
  show(done: number): void {
    this.#first ??= { done, time: this.#now() };
    if (this.#terminal.isTTY) {
      const filled = Math.round((done / this.#total) * BAR_WIDTH);
      const bar = '#'.repeat(filled).padEnd(BAR_WIDTH, '.');
      // Back to the start of the line, and clear it.
      this.#terminal.write(`\r\u001B[K[${bar}] ${this.#describe(done)}`);
      return;
    }
    if (this.#now() - this.#shown < PLAIN_INTERVAL_MS && done < this.#total) return;
    this.#shown = this.#now();
    this.#terminal.write(`${this.#describe(done)}\n`);
  }

  /** Leaves the bar's line. */
  end(): void {
    if (this.#terminal.isTTY) this.#terminal.write('\n');
  }

  #describe(done: number): string {
    const counted = `${done}/${this.#total}`;
    if (!this.#first || done === this.#first.done) return counted;
    const rate = (done - this.#first.done) / ((this.#now() - this.#first.time) / 1000);
    const left = (this.#total - done) / rate;
    return `${counted}, ${rate.toFixed(1)} a second, ${readableTime(left)} left`;
  }
}

function readableTime(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

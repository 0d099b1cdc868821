import { text } from './locales/index.ts';

const oneDecimal = new Intl.NumberFormat(text.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const threeDecimals = new Intl.NumberFormat(text.language, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const whole = new Intl.NumberFormat(text.language, { maximumFractionDigits: 0 });
const exactlyTwo = new Intl.NumberFormat(text.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** `12.4`, in units of a million bytes. */
export function megabytes(bytes: number): string {
  return oneDecimal.format(bytes / 1e6);
}

/** `38 kB` or `1.2 MB`. */
export function fileSize(bytes: number): string {
  return bytes < 1e6 ? `${whole.format(Math.ceil(bytes / 1e3))} kB` : `${megabytes(bytes)} MB`;
}

/** `412 ms` or `1.2 s`. */
export function duration(ms: number): string {
  if (ms >= 1e3) return `${oneDecimal.format(ms / 1e3)} s`;
  return ms < 10 ? `${oneDecimal.format(ms)} ms` : `${whole.format(ms)} ms`;
}

/** Cut, not rounded, to three decimals: a value under a threshold never reads as the threshold, nor 0.9999 as 1. */
export function probability(value: number): string {
  return threeDecimals.format(Math.floor(value * 1e3 + 1e-9) / 1e3);
}

export function twoDecimals(value: number): string {
  return exactlyTwo.format(value);
}

/** `3.2 %` of a share. */
export function percent(share: number): string {
  return `${oneDecimal.format(share * 100)} %`;
}

export function wholeNumber(value: number): string {
  return whole.format(value);
}

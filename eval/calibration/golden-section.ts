const RATIO = (Math.sqrt(5) - 1) / 2;

/** Where a function with one valley is least, between two bounds, by golden-section search (Kiefer, 1953). */
export function minimise(valley: (x: number) => number, low: number, high: number, tolerance: number): number {
  let [a, b] = [low, high];
  while (b - a > tolerance) {
    const step = RATIO * (b - a);
    if (valley(b - step) < valley(a + step)) b = a + step;
    else a = b - step;
  }
  return (a + b) / 2;
}

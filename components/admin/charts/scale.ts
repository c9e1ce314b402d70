/** Where the lines of a chart stand that begins at zero. Pure. */

const STEPS = [1, 2, 2.5, 5, 10] as const;

/**
 * The lines above zero, at most `linesMax` of them, the last at or above `max`, all whole multiples of `grain` (what a
 * smallest readable step is). One line where there is nothing.
 */
export function linesFor(max: number, { linesMax = 5, grain = 1 } = {}): readonly number[] {
  if (max <= 0) return [grain];
  const rough = max / linesMax;
  const power = 10 ** Math.floor(Math.log10(rough));
  const sizes = STEPS.map((step) => Math.max(grain, Math.round(step * power)));
  const wanted = sizes.find((size) => size * linesMax >= max) ?? Math.ceil(rough);
  const size = Math.ceil(wanted / grain) * grain;
  const count = Math.max(1, Math.ceil(max / size));
  return Array.from({ length: count }, (_, i) => (i + 1) * size);
}

/** A share of the width, as SVG has it. */
export const share = (part: number, whole: number): string =>
  `${(whole <= 0 ? 0 : Math.max(0, Math.min(100, (100 * part) / whole))).toFixed(2)}%`;

/**
 * The glyphs of client components, each a constant of its own so that a page loads only those it shows: outlines on a
 * 20 by 20 grid, 1.6 wide, round ends, no fill. `icon-paths.ts` has them all.
 */
export const ALERT = "M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0 -15 0zM10 6v4.6M10 13.6v.01";
export const BANK = "M3 8l7-4.5L17 8zM4.5 8v6.5m3.7-6.5v6.5m3.6-6.5v6.5M15.5 8v6.5M3 16.5h14";
export const CHEVRON_DOWN = "m5.5 8 4.5 4.5L14.5 8";
export const COPY =
  "M9 7h5a2 2 0 0 1 2 2v5a2 2 0 0 1 -2 2h-5a2 2 0 0 1 -2 -2v-5a2 2 0 0 1 2 -2zM4.5 13H4V5.5A1.5 1.5 0 0 1 5.5 4H13v.5";
export const LOCK =
  "M6 9h8a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-8a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM7 9V6.5a3 3 0 0 1 6 0V9";
export const PLUS = "M10 4.5v11M4.5 10h11";
export const PRINT =
  "M6 7V3.5h8V7M6 14H4a1.5 1.5 0 0 1-1.5-1.5v-4A1.5 1.5 0 0 1 4 7h12a1.5 1.5 0 0 1 1.5 1.5v4A1.5 1.5 0 0 1 16 14h-2M6 11.5h8v5H6z";
export const TICK = "m4.5 10.5 3.6 3.6 7.4-8";
export const INFO = "M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0 -15 0zM10 9.4V14M10 6.4v.01";
